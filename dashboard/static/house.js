// Links between pages stay in this tab and session, a term of the glossary opens as a card in its place, and the menu of
// a telephone is called so and closes after a choice. `house` holds the pages' paths, the terms, and a few words in the
// reader's language.
(() => {
  const narrow = () => innerWidth < 768;
  const inside = (link) => {
    const to = new URL(link.href, location.href);
    if (to.origin !== location.origin) return null;
    const base = house.base ? `/${house.base}` : "";
    const name = to.pathname.slice(base.length).replace(/^\//, "");
    return house.pages.includes(name) ? to : null;
  };

  // One act of the reader is one step back: what a page adds to its own address unasked, or after the first of the
  // choices that an act changed, takes that step's place; so does an answer to a step back that came too late.
  // Who closes the record that he opened has gone that step back; a record that a link brought leaves its place.
  let acted = false;
  for (const act of ["pointerdown", "keydown", "change"]) addEventListener(act, () => (acted = true), true);
  addEventListener("popstate", () => (acted = false), true);
  const said = (address, leave) => {
    const to = new URL(address ?? "", location.href);
    const asked = [...to.searchParams].filter(([name]) => !leave || !/^record\b/.test(name));
    return `${to.pathname}?${asked.map(String).sort().join("&")}`;
  };
  const push = history.pushState.bind(history);
  history.pushState = (state, title, to) => {
    const closes = said(to) !== said("") && said(to) === said("", true);
    if (closes && said(history.state?.from) === said(to)) history.back();
    else if (acted && !closes) push({ ...state, from: location.href }, title, to);
    else history.replaceState({ ...state, from: history.state?.from }, title, to);
    acted = false;
  };

  const open = (to) => {
    history.pushState({}, "", to.pathname + to.search + to.hash);
    // The way in which Streamlit learns of the browser's own steps back and forth.
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (!to.hash && !sorting) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  };

  // Open a card below what it belongs to, or above it where there is no room.
  const beside = (card, place) => {
    const at = place.getClientRects()[0];
    if (!card.matches(":popover-open")) card.showPopover();
    const room = { x: innerWidth - card.offsetWidth - 8, y: innerHeight - card.offsetHeight - 8 };
    card.style.left = `${Math.max(8, Math.min(at.left, room.x))}px`;
    card.style.top = `${at.bottom + 6 > room.y ? Math.max(8, at.top - card.offsetHeight - 6) : at.bottom + 6}px`;
  };

  // What a cell has no room for, while it is pointed at or has the focus.
  const more = document.createElement("div");
  more.id = "cell-card";
  more.popover = "manual";
  more.setAttribute("role", "tooltip");
  document.body.append(more);
  const tell = (event) => {
    const cell = event.target.closest?.("[data-more]");
    if (!cell) return;
    const { more: told, written = "" } = cell.dataset;
    const at = written ? told.lastIndexOf(written) : told.length;
    const kept = Object.assign(document.createElement("span"), { lang: "en", textContent: written });
    more.replaceChildren(told.slice(0, at), ...(written ? [kept, told.slice(at + written.length)] : []));
    cell.setAttribute("aria-describedby", more.id);
    beside(more, cell);
  };
  for (const act of ["pointerover", "focusin"]) document.addEventListener(act, tell);
  for (const act of ["pointerout", "focusout", "click"]) document.addEventListener(act, () => more.hidePopover(), true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && more.hidePopover());
  const follow = () => {
    if (!more.matches(":popover-open")) return;
    more.hidePopover();
    tell({ target: document.activeElement });
  };
  document.addEventListener("scroll", follow, true);

  const card = document.createElement("div");
  card.id = "term-card";
  card.popover = "auto";
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-labelledby", "term-card-name");
  document.body.append(card);

  const explain = (link, id) => {
    const [name, definition, law] = house.terms[id];
    const part = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);
    card.replaceChildren(
      part("strong", name, { id: "term-card-name" }),
      part("p", definition),
      part("p", law, { className: "law" }),
      part("a", house.words.terms, { href: `${house.base ? `/${house.base}` : ""}/glossary#${id}` }),
    );
    beside(card, link);
    card.focus();
    card.ontoggle = (event) => {
      if (event.newState === "closed" && (card.contains(document.activeElement) || document.activeElement === document.body))
        link.focus({ preventScroll: true });
    };
  };

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href]");
      // In another language the house is another page, with its words: the address as it is now leads there.
      if (link?.hreflang) {
        const other = new URL(location.href);
        other.searchParams.set("lang", link.hreflang);
        link.href = other.href;
        return;
      }
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (narrow() && link.closest("[data-testid=stSidebarNav]"))
        setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click());
      if (link.closest("[data-testid=stSidebarNav], [data-testid=stHeader]")) return;
      const to = inside(link);
      if (!to || link.hasAttribute("download")) return;
      event.preventDefault();
      event.stopPropagation();
      const term = to.pathname.endsWith("/glossary") && house.terms[to.hash.slice(1)] ? to.hash.slice(1) : null;
      if (term && !card.contains(link) && !location.pathname.endsWith("/glossary")) explain(link, term);
      else {
        if (card.matches(":popover-open")) card.hidePopover();
        sorting = link.closest(".cells thead") && { link, heading: link.textContent, left: link.closest(".cells").scrollLeft };
        open(to);
      }
    },
    true,
  );

  // A table that is sorted comes anew: the reader stays at the heading that he chose.
  let sorting = null;
  const stay = () => {
    if (!sorting || sorting.link.isConnected) return;
    const link = [...document.querySelectorAll(".cells thead a")].find((a) => a.textContent === sorting.heading);
    if (!link) return;
    link.closest(".cells").scrollLeft = sorting.left;
    link.focus({ preventScroll: true });
    more.hidePopover();
    sorting = null;
  };

  // Streamlit's own names for what it draws do not say what it is for.
  const name = () => {
    stay();
    for (const [selector, label] of [
      ["[data-testid=stExpandSidebarButton]", house.words.menu],
      ["[data-testid=stSidebarCollapseButton] button", house.words.close],
      ["[data-testid=stSidebar]", house.words.menu],
    ]) {
      const found = document.querySelector(selector);
      if (found && found.ariaLabel !== label) found.ariaLabel = label;
    }
    // What stays as it was written, in English, on a page in another language.
    for (const part of document.querySelectorAll("[class*=st-key-english-]:not([lang])")) part.lang = "en";
    // Streamlit sets the section "More" among the items of a list, where only items may stand.
    for (const list of document.querySelectorAll("[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] > div"))
      if (!list.hasAttribute("role")) list.setAttribute("role", "presentation");
    for (const link of document.querySelectorAll('[data-testid=stMain] a[target="_blank"]')) {
      if (inside(link)) {
        link.removeAttribute("target");
        if (new URL(link.href).hash && link.pathname.endsWith("/glossary")) link.setAttribute("aria-haspopup", "dialog");
      }
    }
  };
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  name();
})();
