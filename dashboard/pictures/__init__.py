"""Charts as pictures that need no browser: a figure's own traces, axes and words, drawn by Vega-Lite."""
