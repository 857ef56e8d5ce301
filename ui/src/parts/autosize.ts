/** Lets a text field grow with its text, for web views that do not know `field-sizing`. */
export function autosize(minRows = 1) {
  return (field: HTMLTextAreaElement) => {
    field.rows = minRows;
    const fit = () => {
      field.style.blockSize = "auto";
      if (0 < field.scrollHeight) {
        const edges = field.offsetHeight - field.clientHeight;
        field.style.blockSize = `${field.scrollHeight + edges}px`;
      }
    };
    // The width decides where lines break.
    let width = 0;
    const widths = new ResizeObserver(([entry]) => {
      const now = entry?.contentRect.width ?? 0;
      if (now !== width) {
        width = now;
        fit();
      }
    });
    widths.observe(field);
    field.addEventListener("input", fit);
    fit();
    return () => {
      widths.disconnect();
      field.removeEventListener("input", fit);
    };
  };
}
