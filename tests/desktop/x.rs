//! Words of the X protocol that no tool at hand says, or none fast enough.
//!
//! No window manager runs on a test's display, so the button in the frame of a window is pressed here, a file is
//! dropped here, and what a window shows is looked at without a program started for each look.

use std::error::Error;
use std::path::Path;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, GrabMode, ImageFormat,
    ModMask, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME};

use crate::stage::until;

type Done<T = ()> = Result<T, Box<dyn Error>>;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        WM_PROTOCOLS,
        WM_DELETE_WINDOW,
        XdndSelection,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndDrop,
        XdndFinished,
        XdndActionCopy,
        CLIPBOARD,
        UTF8_STRING,
        _COPIED,
        _URIS: b"text/uri-list",
    }
}

/// The version of dragging and dropping that everybody speaks.
const XDND_VERSION: u32 = 5;
/// How many points the hand comes from below.
const MOVES: u32 = 12;

/// Asks a window to close.
pub fn close_window(display: &str, window: u32) {
    let ask = || -> Done {
        let (x, atoms, _) = connect(display)?;
        tell(&x, window, atoms.WM_PROTOCOLS, [atoms.WM_DELETE_WINDOW, 0, 0, 0, 0])?;
        Ok(x.sync()?)
    };
    ask().expect("the display takes it");
}

/// What a part of a window looks like, near its upper left corner, four bytes a point; none while it cannot be seen.
pub fn look(display: &str, window: u32) -> Option<Vec<u8>> {
    let (x, ..) = connect(display).expect("the display");
    let asked = x.get_image(ImageFormat::Z_PIXMAP, window, 10, 10, 340, 240, u32::MAX);
    Some(asked.expect("the display takes it").reply().ok()?.data)
}

/// Takes control, alt and J, as another program would; the end of the connection lets them go.
pub fn take_keys(display: &str) -> RustConnection {
    let grab = || -> Done<RustConnection> {
        let (x, _, root) = connect(display)?;
        let (first, last) = (x.setup().min_keycode, x.setup().max_keycode);
        let signs = x.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let mut keys = (first..=last).zip(signs.keysyms.chunks(usize::from(signs.keysyms_per_keycode)));
        let (code, _) = keys.find(|(_, signs)| signs.contains(&u32::from('j'))).ok_or("no key for J")?;
        let with = ModMask::CONTROL | ModMask::M1;
        x.grab_key(true, root, with, code, GrabMode::ASYNC, GrabMode::ASYNC)?.check()?;
        Ok(x)
    };
    grab().expect("the display takes it")
}

/// Reads the text that was copied last; none while nobody has any.
pub fn copied(display: &str) -> Option<String> {
    let ask = || -> Done<Option<String>> {
        let (x, atoms, root) = connect(display)?;
        let hand = x.generate_id()?;
        let nothing = CreateWindowAux::new();
        let (depth, visual) = (COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT);
        x.create_window(depth, hand, root, 0, 0, 1, 1, 0, WindowClass::INPUT_OUTPUT, visual, &nothing)?;
        x.convert_selection(hand, atoms.CLIPBOARD, atoms.UTF8_STRING, atoms._COPIED, CURRENT_TIME)?;
        x.flush()?;
        let told = until("an answer about what was copied", || {
            match x.poll_for_event().expect("the display lives")? {
                Event::SelectionNotify(told) => Some(told),
                _ => None,
            }
        });
        if told.property == 0 {
            return Ok(None);
        }
        let text = x.get_property(true, hand, told.property, AtomEnum::ANY, 0, u32::MAX)?.reply()?;
        Ok(Some(String::from_utf8(text.value)?))
    };
    ask().expect("the display takes it")
}

/// Drags a file over a place of a window and lets it go there; answers whether the window took it.
pub fn drop_file(display: &str, window: u32, file: &Path, (left, top): (i16, i16)) -> bool {
    let drag = || -> Done<bool> {
        let (x, atoms, root) = connect(display)?;
        let hand = x.generate_id()?;
        let nothing = CreateWindowAux::new();
        let (depth, visual) = (COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT);
        x.create_window(depth, hand, root, 0, 0, 1, 1, 0, WindowClass::INPUT_OUTPUT, visual, &nothing)?;
        x.set_selection_owner(hand, atoms.XdndSelection, CURRENT_TIME)?;
        let at = x.translate_coordinates(window, root, left, top)?.reply()?;
        let place = (u32::from(at.dst_x.cast_unsigned()) << 16) | u32::from(at.dst_y.cast_unsigned());
        let uris = format!("file://{}\r\n", file.display().to_string().replace(' ', "%20"));

        tell(&x, window, atoms.XdndEnter, [hand, XDND_VERSION << 24, atoms._URIS, 0, 0])?;
        // A hand moves, and meanwhile the window looks at what it brings.
        for from_there in (0..MOVES).rev() {
            let place = place + from_there;
            tell(&x, window, atoms.XdndPosition, [hand, 0, place, CURRENT_TIME, atoms.XdndActionCopy])?;
            if answer(&x, atoms.XdndStatus, &uris)[1] & 1 == 0 && from_there == 0 {
                return Ok(false);
            }
        }
        tell(&x, window, atoms.XdndDrop, [hand, 0, CURRENT_TIME, 0, 0])?;
        Ok(answer(&x, atoms.XdndFinished, &uris)[1] & 1 == 1)
    };
    drag().expect("the display takes it")
}

/// Waits for a message, and hands the addresses of the files to whoever asks for them meanwhile.
fn answer(x: &RustConnection, wanted: Atom, uris: &str) -> [u32; 5] {
    until("an answer to what is dragged", || match x.poll_for_event().expect("the display lives")? {
        Event::ClientMessage(message) if message.type_ == wanted => Some(message.data.as_data32()),
        Event::SelectionRequest(asked) => {
            hand_out(x, &asked, uris).expect("the display takes it");
            None
        }
        _ => None,
    })
}

fn hand_out(x: &RustConnection, asked: &SelectionRequestEvent, uris: &str) -> Done {
    let SelectionRequestEvent { requestor, selection, target, property, time, .. } = *asked;
    x.change_property8(PropMode::REPLACE, requestor, property, target, uris.as_bytes())?;
    let response_type = SELECTION_NOTIFY_EVENT;
    let told =
        SelectionNotifyEvent { response_type, sequence: 0, time, requestor, selection, target, property };
    x.send_event(false, requestor, EventMask::NO_EVENT, told)?;
    Ok(x.flush()?)
}

/// Tells a window something, whatever it listens to.
fn tell(x: &RustConnection, window: u32, what: Atom, words: [u32; 5]) -> Done {
    let message = ClientMessageEvent::new(32, window, what, words);
    x.send_event(false, window, EventMask::NO_EVENT, message)?;
    Ok(x.flush()?)
}

fn connect(display: &str) -> Done<(RustConnection, Atoms, u32)> {
    let (x, screen) = RustConnection::connect(Some(display))?;
    let atoms = Atoms::new(&x)?.reply()?;
    let root = x.setup().roots[screen].root;
    Ok((x, atoms, root))
}
