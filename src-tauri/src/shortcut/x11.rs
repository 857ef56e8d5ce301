//! Keys of an X display: its server hands them to this program, and to no other, wherever they are pressed.
//!
//! The thread sleeps until the server has something to tell, so that keys which nobody presses cost nothing.

use std::sync::Arc;

use inward_app::reminders::KeysState;
use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, Grab, GrabMode, ModMask, Window,
    WindowClass,
};
use x11rb::protocol::{ErrorKind, Event};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT};

use super::{Chord, Release, With};

/// What may be switched on besides: nothing, the lock of capitals, that of numbers, both.
fn beside() -> [ModMask; 4] {
    [0_u16.into(), ModMask::LOCK, ModMask::M2, ModMask::LOCK | ModMask::M2]
}

/// Holds the keys, and calls `pressed` from a thread of its own each time.
///
/// # Errors
/// [`KeysState::Taken`] when another program has them, [`KeysState::Absent`] where there is no such display.
pub fn hold(keys: Chord, pressed: impl Fn() + Send + 'static) -> Result<Release, KeysState> {
    let (x, screen) = RustConnection::connect(None).map_err(|_| KeysState::Absent)?;
    let root = x.setup().roots[screen].root;
    grab(&x, root, keys).map_err(|error| match error {
        ReplyError::X11Error(error) if error.error_kind == ErrorKind::Access => KeysState::Taken,
        _ => KeysState::Absent,
    })?;
    let hand = hidden_window(&x, root).map_err(|_| KeysState::Absent)?;
    let x = Arc::new(x);
    let listening = Arc::clone(&x);
    let listener = std::thread::Builder::new().name("keys".to_owned()).spawn(move || {
        while let Ok(event) = listening.wait_for_event() {
            match event {
                Event::KeyPress(_) => pressed(),
                // Another keyboard has its letters elsewhere.
                Event::MappingNotify(_) if let_go(&listening, root).is_ok() => {
                    let _ = grab(&listening, root, keys);
                }
                Event::ClientMessage(_) => return,
                _ => {}
            }
        }
    });
    listener.map_err(|_| KeysState::Absent)?;
    Ok(Box::new(move || {
        // With the end of the thread the connection ends, and with it whatever was held.
        let _ = let_go(&x, root);
        let end = ClientMessageEvent::new(32, hand, root, [0_u32; 5]);
        let _ = x.send_event(false, hand, EventMask::NO_EVENT, end).map(|_| x.flush());
    }))
}

fn grab(x: &RustConnection, root: Window, keys: Chord) -> Result<(), ReplyError> {
    let held = keys.with.into_iter().fold(ModMask::from(0_u16), |held, key| {
        held | match key {
            With::Control => ModMask::CONTROL,
            With::Alt => ModMask::M1,
            With::Shift => ModMask::SHIFT,
            With::System => ModMask::M4,
        }
    });
    for code in codes(x, keys.letter)? {
        for also in beside() {
            x.grab_key(true, root, held | also, code, GrabMode::ASYNC, GrabMode::ASYNC)?.check()?;
        }
    }
    Ok(())
}

fn let_go(x: &RustConnection, root: Window) -> Result<(), ReplyError> {
    x.ungrab_key(Grab::ANY, root, ModMask::ANY)?;
    x.sync()
}

/// Finds the keys that write a letter, in whichever of the layouts; the sign of a small Latin letter is its ASCII.
fn codes(x: &RustConnection, letter: char) -> Result<Vec<u8>, ReplyError> {
    let (first, last) = (x.setup().min_keycode, x.setup().max_keycode);
    let signs = x.get_keyboard_mapping(first, last - first + 1)?.reply()?;
    let wide = usize::from(signs.keysyms_per_keycode).max(1);
    let writes = |signs: &[u32]| signs.contains(&u32::from(letter));
    Ok((first..=last)
        .zip(signs.keysyms.chunks(wide))
        .filter(|(_, signs)| writes(signs))
        .map(|(code, _)| code)
        .collect())
}

/// Makes a window that is never seen: an address for the message that ends the thread.
fn hidden_window(x: &RustConnection, root: Window) -> Result<Window, Box<dyn std::error::Error>> {
    let hand = x.generate_id()?;
    let (depth, visual) = (COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT);
    let nothing = CreateWindowAux::new();
    x.create_window(depth, hand, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, visual, &nothing)?.check()?;
    Ok(hand)
}
