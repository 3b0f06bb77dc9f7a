// The editor of SQL: CodeMirror with the ledger's tables and columns to choose from. `data` holds text, label, library (the
// address of CodeMirror) and tables (name, what it holds, columns of name and meaning).
const standing = new WeakMap();

const offered = ({ name, about, columns }) => ({
  self: { label: name, type: "class", info: about },
  children: columns.map(([label, info]) => ({ label, info, type: "property" })),
});

// In the colours of the page, light or dark.
const look = {
  "&": {
    backgroundColor: "var(--st-secondary-background-color)", color: "var(--st-text-color)", fontSize: "0.9rem",
    border: "1px solid var(--st-border-color)", borderRadius: "var(--st-base-radius)",
  },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)" },
  ".cm-scroller": { fontFamily: "var(--st-code-font)", minHeight: "11rem", maxHeight: "32rem" },
  ".cm-gutters, .cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent", border: "0", color: "inherit" },
  ".cm-content": { caretColor: "currentColor" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)" },
  "& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--st-primary-color) 30%, transparent) !important",
  },
  ".cm-panels, .cm-tooltip": {
    backgroundColor: "var(--st-background-color)", color: "var(--st-text-color)", border: "1px solid var(--st-border-color)",
  },
  ".cm-tooltip.cm-completionInfo": { padding: "0.4rem 0.6rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "none" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--st-text-color)", color: "var(--st-background-color)",
  },
  ".tok-keyword": { color: "var(--st-blue-text-color)", fontWeight: "600" },
  ".tok-string": { color: "var(--st-green-text-color)" },
  ".tok-number, .tok-bool": { color: "var(--st-violet-text-color)" },
  ".tok-comment": { fontStyle: "italic" },
};

export default async function ({ data, parentElement, setStateValue }) {
  const before = standing.get(parentElement);
  if (before) {
    // What a reader has typed and not sent stays, unless another text is given.
    const { given, view } = before;
    before.given = data.text;
    if (given !== data.text && view && view.state.doc.toString() !== data.text)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: data.text } });
    return;
  }
  const now = { given: data.text };
  standing.set(parentElement, now);
  const { EditorView, Prec, StandardSQL, autocompletion, basicSetup, classHighlighter, keymap, sql, syntaxHighlighting } = await import(new URL(data.library, location.href));
  const place = parentElement.querySelector("div");
  const form = (parentElement.host ?? parentElement).closest("[data-testid=stForm]");
  const ask = () => form.querySelector("[data-testid=stFormSubmitButton] button").click();
  now.view = new EditorView({
    doc: now.given,
    parent: place,
    root: parentElement.host ? parentElement : undefined,
    extensions: [
      // The key that asks comes before the editor's own use of it.
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (setTimeout(ask), true) }])),
      basicSetup,
      sql({ dialect: StandardSQL, schema: Object.fromEntries(data.tables.map((table) => [table.name, offered(table)])) }),
      syntaxHighlighting(classHighlighter),
      // As many as need no scrolling: a list that scrolls would have to be reached by the keyboard.
      autocompletion({ maxRenderedOptions: 10 }),
      EditorView.theme(look),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": data.label }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) setStateValue("text", update.state.doc.toString());
      }),
    ],
  });
}
