/**
 * Opens a native dialog over the page while its element lives. The browser keeps the focus inside and the page still;
 * afterwards the focus returns where it was.
 */
export function modal(close: () => void, first: (dialog: HTMLDialogElement) => HTMLElement | null) {
  return (dialog: HTMLDialogElement) => {
    const before = document.activeElement;
    const cancelled = (event: Event) => {
      event.preventDefault();
      close();
    };
    const pressed = (event: MouseEvent) => {
      // Only the ground around the dialog is the dialog itself; everything in it is something else.
      if (event.target === dialog) close();
    };
    dialog.showModal();
    first(dialog)?.focus();
    dialog.addEventListener("cancel", cancelled);
    dialog.addEventListener("close", close);
    dialog.addEventListener("mousedown", pressed);
    return () => {
      dialog.removeEventListener("close", close);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  };
}
