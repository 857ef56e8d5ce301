//! The two windows: how they are made, shown and closed.
//!
//! Both show only our own pages, keep nothing on disk and are called "Inward",
//! whatever is in them. The page inside is the user interface's business.

#[cfg(target_os = "linux")]
use std::cell::Cell;
use std::path::PathBuf;
#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

use inward_app::contract::Area;
use inward_app::{AppError, Caller};
use serde_json::json;
use tauri::webview::{Color, NewWindowResponse, PermissionResponse};
use tauri::{
    AppHandle, CloseRequestApi, Emitter, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    Window,
};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogResult};

use crate::presence;
use crate::shell::{Shell, announce};
use crate::start::{Ask, Place, Show};

pub mod zoom;

use zoom::Zoom;

/// Labels the main window.
pub const MAIN: &str = "main";
/// Labels the quick-log window, which can log and little else.
pub const QUICK_LOG: &str = "quick-log";

/// The colour of paper in the light theme, so that a window does not flash white before its page is there.
const PAPER: Color = Color(251, 250, 247, 255);

/// Shows what a start, the tray or a notification asked for.
///
/// Whoever asks, windows are opened on one thread, one after the other: two that ask at the same moment
/// would both find none and open one each.
pub fn show(app: &AppHandle, wanted: Show) {
    let handle = app.clone();
    if let Err(error) = app.run_on_main_thread(move || show_here(&handle, wanted)) {
        eprintln!("inward: the window cannot be shown: {error}");
    }
}

fn show_here(app: &AppHandle, wanted: Show) {
    let made = match wanted {
        Show::Main => open_main(app, None),
        Show::At(place) => open_main(app, Some(place)),
        Show::QuickLog(ask) => open_quick_log(app, ask),
        Show::Nothing => Ok(()),
    };
    if let Err(error) = made {
        eprintln!("inward: the window cannot be shown: {error}");
    }
}

/// Opens the main window, or brings it to the front; leads it to a place where one is asked for.
fn open_main(app: &AppHandle, place: Option<Place>) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(MAIN) {
        if let Some(place) = place {
            window.emit("navigate", place.path())?;
        }
        return raise(&window);
    }
    let page = place.map_or_else(|| "index.html".to_owned(), |place| format!("index.html#/{}", place.path()));
    let builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App(page.into()))
        .inner_size(1160.0, 760.0)
        .min_inner_size(720.0, 560.0);
    make(app, builder)
}

/// Opens the quick-log window, or brings it to the front, with a question.
fn open_quick_log(app: &AppHandle, ask: Ask) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(QUICK_LOG) {
        window.emit("ask", ask.word())?;
        return raise(&window);
    }
    #[cfg(target_os = "linux")]
    if let Some(main) = app.get_webview_window(MAIN) {
        // The process of its page is there already, and a new one takes longer to start than a page to load.
        let handle = app.clone();
        return main.with_webview(move |view| {
            let builder = quick_log(&handle, ask).with_related_view(view.inner());
            if let Err(error) = make(&handle, builder) {
                eprintln!("inward: the window cannot be shown: {error}");
            }
        });
    }
    make(app, quick_log(app, ask))
}

fn quick_log(app: &AppHandle, ask: Ask) -> Builder<'_> {
    let language = app.state::<Shell>().language().tag();
    let page = format!("quick-log.html?mode={}&language={language}", ask.word());
    WebviewWindowBuilder::new(app, QUICK_LOG, WebviewUrl::App(page.into()))
        .inner_size(380.0, 420.0)
        .min_inner_size(380.0, 420.0)
        .maximizable(false)
        // Only the main window takes files.
        .disable_drag_drop_handler()
        .center()
}

/// Lets the pages forget what they showed: the small window goes, the main one begins anew.
pub fn forget(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(QUICK_LOG) {
        // One that is closing already needs nothing.
        let _ = window.destroy();
    }
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = begin_anew(&window)
    {
        eprintln!("inward: the page keeps what it showed: {error}");
    }
}

/// Lets a page begin anew in a process of its own: the one that showed the texts ends, and its memory with it.
///
/// A WebDriver gives up on a page whose process ends, so for one the page is only loaded again.
#[cfg(all(target_os = "linux", not(feature = "automation")))]
fn begin_anew(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::WebViewExt;
    window.with_webview(|view| {
        view.inner().terminate_web_process();
        view.inner().reload();
    })
}

#[cfg(any(not(target_os = "linux"), feature = "automation"))]
fn begin_anew(window: &WebviewWindow) -> tauri::Result<()> {
    window.reload()
}

fn raise(window: &WebviewWindow) -> tauri::Result<()> {
    window.show()?;
    window.unminimize()?;
    window.set_focus()
}

fn make(app: &AppHandle, builder: Builder<'_>) -> tauri::Result<()> {
    let window = private(app, builder).build()?;
    #[cfg(target_os = "linux")]
    outlive_its_page(&window)?;
    Zoom::apply(&window);
    raise(&window)
}

/// How soon after a new beginning a page that ends again is left alone, lest it begin and end for ever.
#[cfg(target_os = "linux")]
const TOO_SOON: Duration = Duration::from_secs(10);

/// Lets a page that ended by itself, such as by a mistake of the web view, begin anew on its first screen, because
/// what ended it may stand on the other. One that was told to end is begun anew by whoever told it.
#[cfg(target_os = "linux")]
fn outlive_its_page(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{WebProcessTerminationReason, WebViewExt};
    window.with_webview(|view| {
        let begun = Cell::new(None::<Instant>);
        view.inner().connect_web_process_terminated(move |view, reason| {
            if reason == WebProcessTerminationReason::TerminatedByApi {
                return;
            }
            eprintln!("inward: a page ended by itself");
            let is_too_soon =
                begun.replace(Some(Instant::now())).is_some_and(|last| last.elapsed() < TOO_SOON);
            if let Some(address) = view.uri().filter(|_| !is_too_soon) {
                view.load_uri(address.split('#').next().unwrap_or_default());
            }
        });
    })
}

type Builder<'a> = WebviewWindowBuilder<'a, tauri::Wry, AppHandle>;

/// Gives a window what both have: our pages alone, nothing asked of the system, nothing left behind.
fn private<'a>(app: &AppHandle, builder: Builder<'a>) -> Builder<'a> {
    let builder = builder
        .title("Inward")
        .background_color(PAPER)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .devtools(cfg!(debug_assertions))
        .zoom_hotkeys_enabled(cfg!(windows))
        .incognito(cfg!(not(target_os = "linux")));
    #[cfg(not(windows))]
    let builder = builder.initialization_script(zoom::KEYS);
    #[cfg(target_os = "linux")]
    let builder = builder.proxy_url(nowhere());
    let builder = builder.initialization_script(presence::SIGNS);
    match app.try_state::<Scratch>() {
        Some(scratch) => builder.data_directory(scratch.0.clone()),
        None => builder,
    }
}

/// Names a way out that leads nowhere: the discard port of this machine.
///
/// A web view may look up a name, or connect, before it asks whether it may go to a page; this way it finds nobody,
/// also where there is no filter in the kernel. What is ours is answered before any way out is looked for.
#[cfg(target_os = "linux")]
fn nowhere() -> Url {
    Url::parse("http://127.0.0.1:9").expect("BUG: the address is one")
}

/// Names the folder in which the web view of Linux may keep what it cannot do without.
///
/// WebKit's private mode would need none, but wry registers our pages once for
/// each folder, and a private view that is opened a second time stays empty.
/// So the folder lies in the memory of the session, is the owner's alone, and
/// is removed at the end; our pages store nothing in it.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Finds the place for a copy of the program, and removes what a crash left there.
    pub fn of_copy(app: &AppHandle, copy_name: &str) -> Scratch {
        // A session without a folder of its own leaves the shared one, where a name is better not known before.
        let shared = || std::env::temp_dir().join(format!("{copy_name}.{}", std::process::id()));
        let scratch = Scratch(app.path().runtime_dir().map_or_else(|_| shared(), |own| own.join(copy_name)));
        scratch.remove();
        scratch
    }

    /// Takes the folder away.
    pub fn remove(&self) {
        // It need not be there, and what cannot be removed goes with the session.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Tells whether a page is one of ours; there is no other place to go.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Takes what was dropped on the main window as a file that the user chose, and tells the page; one at a time.
pub fn dropped(window: &Window, paths: &[PathBuf]) {
    let [path, ..] = paths else { return };
    if window.label() != MAIN {
        return;
    }
    window.state::<Shell>().remember_chosen(path.clone());
    if let Err(error) = window.emit("dropped", path.to_string_lossy()) {
        eprintln!("inward: the page was not told of a dropped file: {error}");
    }
}

/// Names what happens when the main window is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// The window goes, reminders go on.
    Stay,
    /// The program ends.
    Quit,
    /// The user is asked, once.
    Ask,
}

fn closing(tray: bool, keep_running: Option<bool>) -> Closing {
    match (keep_running, tray) {
        (Some(true), _) | (None, true) => Closing::Stay,
        (Some(false), _) => Closing::Quit,
        (None, false) => Closing::Ask,
    }
}

/// Decides what the button of the window's frame does.
pub fn close_requested(window: &Window, request: &CloseRequestApi) {
    if window.label() != MAIN {
        return;
    }
    let app = window.app_handle();
    let shell = app.state::<Shell>();
    match closing(shell.has_tray(), shell.keep_running()) {
        Closing::Stay => {}
        Closing::Quit => app.exit(0),
        Closing::Ask => {
            request.prevent_close();
            ask_whether_to_stay(window);
        }
    }
}

fn ask_whether_to_stay(window: &Window) {
    let shell = window.state::<Shell>();
    let [stay, quit, back] =
        ["shell.keep_running", "shell.quit", "shell.back"].map(|key| shell.say(key, &[]));
    let buttons = MessageDialogButtons::YesNoCancelCustom(stay.clone(), quit.clone(), back);
    let app = window.app_handle().clone();
    let dialog =
        window.dialog().message(shell.say("shell.closing_question", &[])).title("Inward").buttons(buttons);
    dialog.parent(window).show_with_result(move |pressed| {
        let keep = match pressed {
            MessageDialogResult::Yes => true,
            MessageDialogResult::No => false,
            MessageDialogResult::Custom(label) if label == stay => true,
            MessageDialogResult::Custom(label) if label == quit => false,
            // Leaving the question open leaves the window open.
            _ => return,
        };
        // A locked vault keeps no choice; then the question comes again.
        let _ = save_keep_running(&app, keep);
        if !keep {
            app.exit(0);
        } else if let Some(window) = app.get_webview_window(MAIN) {
            let _ = window.destroy();
        }
    });
}

fn save_keep_running(app: &AppHandle, keep: bool) -> Result<(), AppError> {
    let shell = app.state::<Shell>();
    let mut settings = shell.call(Caller::MainWindow, "settings", json!({}))?.output;
    settings["keep_running"] = json!(keep);
    shell.call(Caller::MainWindow, "save_settings", settings)?;
    announce(app, Area::Settings);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_ours_is_never_gone_to() {
        let ours = ["tauri://localhost/", "tauri://localhost/index.html#/today"];
        let others = [
            "https://example.org/",
            "http://localhost/",
            "http://tauri.localhost.example.org/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,<p>",
            "javascript:alert(1)",
            "blob:tauri://localhost/1",
        ];
        for url in ours {
            assert!(is_own_page(&url.parse().unwrap()), "{url}");
        }
        for url in others {
            assert!(!is_own_page(&url.parse().unwrap()), "{url}");
        }
    }

    #[test]
    fn closing_the_window_asks_only_where_there_is_no_tray_and_no_answer_yet() {
        let cases = [
            (true, None, Closing::Stay),
            (true, Some(true), Closing::Stay),
            (true, Some(false), Closing::Quit),
            (false, None, Closing::Ask),
            (false, Some(true), Closing::Stay),
            (false, Some(false), Closing::Quit),
        ];
        for (tray, keep_running, expected) in cases {
            assert_eq!(closing(tray, keep_running), expected, "tray {tray}, keep running {keep_running:?}");
        }
    }
}
