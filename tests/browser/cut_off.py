"""What of a page is cut off, lies over another text, or does not fit its width; each with what it says."""

CUT_OFF = """() => {
    const wide = document.documentElement.clientWidth, main = document.querySelector('[data-testid=stMain]')
    const found = main.scrollWidth > wide ? [`the page is ${main.scrollWidth} wide`] : []
    const box = e => e.getBoundingClientRect(), flow = (e, way) => getComputedStyle(e)[`overflow${way}`]
    const hides = (e, way) => ['hidden', 'clip'].includes(flow(e, way)), scrolls = (e, way) => ['auto', 'scroll'].includes(flow(e, way))
    const seen = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true})

    // What is drawn is as wide as its box; words are measured in their lines.
    const parts = [...main.querySelectorAll('button, input, label, svg, img')].map(e => [e, box(e)])
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let words; words = walk.nextNode();) {
        if (!words.data.trim() || words.parentElement.closest('svg, style, script')) continue
        const lines = document.createRange()
        lines.selectNodeContents(words)
        parts.push([words.parentElement, lines.getBoundingClientRect()])
    }
    for (const [e, r] of parts) {
        if (!seen(e) || r.width <= 1) continue
        // A box that scrolls shows all of it, but not along the other way.
        let across = true, along = true, cut = false, forEarsOnly = false
        for (let a = e; a; a = a.parentElement) {
            const b = box(a), style = getComputedStyle(a)
            forEarsOnly ||= style.clipPath !== 'none' || style.clip !== 'auto' || (hides(a, 'X') && (b.width <= 1 || b.height <= 1))
            if (a !== main && scrolls(a, 'X')) across = false
            if (scrolls(a, 'Y')) along = false
            cut ||= across && hides(a, 'X') && (r.right > b.right + 1 || r.left < b.left - 1)
            cut ||= along && hides(a, 'Y') && (r.bottom > b.bottom + 3 || r.top < b.top - 3)
            if (style.position === 'fixed') break
        }
        cut ||= across && r.right > wide + 1 && main.contains(e)
        if (cut && !forEarsOnly) found.push(`cut off: ${e.tagName} ${(e.value ?? e.textContent).slice(0, 80)}`)
    }

    // A field may show the beginning of what the page says elsewhere in full.
    const pen = document.createElement('canvas').getContext('2d')
    for (const field of document.querySelectorAll('input:is([type=text], [type=search])')) {
        const style = getComputedStyle(field), holder = getComputedStyle(field, '::placeholder')
        if (!seen(field) || field.clientWidth < 2) continue
        pen.font = style.font
        const words = field.value || (holder.color === 'rgba(0, 0, 0, 0)' ? '' : field.placeholder)
        const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
        if (pen.measureText(words).width > room + 1 && !main.innerText.includes(words)) found.push(`no room in its field: ${words}`)
    }

    for (const chart of document.querySelectorAll('.js-plotly-plot')) {
        const c = box(chart), lines = []
        if (c.width < 2 || !seen(chart)) continue
        for (const text of chart.querySelectorAll('text')) {
            if (text.closest('.hoverlayer') || !seen(text)) continue
            const several = text.querySelectorAll('tspan.line')
            for (const line of several.length ? several : [text])
                if (line.textContent.trim() && box(line).width > 1) lines.push([text, line.textContent.trim(), box(line)])
        }
        lines.sort(([, , a], [, , b]) => a.top - b.top)
        for (const [at, [text, words, a]] of lines.entries()) {
            if (a.left < c.left - 1 || a.right > c.right + 1 || a.top < c.top - 1 || a.bottom > c.bottom + 1)
                found.push(`beyond its chart: ${words}`)
            for (let next = at + 1; next < lines.length && lines[next][2].top < a.bottom; next++) {
                const [other, others, b] = lines[next]
                const over = Math.min(a.right, b.right) - Math.max(a.left, b.left), under = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
                if (text !== other && over > 1 && under > 3) found.push(`over one another: ${words} × ${others}`)
            }
        }
    }
    return found
}"""
