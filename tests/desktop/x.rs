//! Words of the X protocol that no tool at hand says, or none fast enough.
//!
//! No window manager runs on a test's display, so the button in the frame of a window is pressed here, and what a
//! window shows is looked at without a program started for each look.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

/// Asks a window to close.
pub fn close_window(display: &str, window: u32) {
    let mut x = connect(display);
    let protocols = atom(&mut x, "WM_PROTOCOLS");
    let delete = atom(&mut x, "WM_DELETE_WINDOW");
    let mut event = vec![33, 32, 0, 0];
    for word in [window, protocols, delete, 0, 0, 0, 0] {
        event.extend(word.to_le_bytes());
    }
    // SendEvent to the window itself, whatever it listens to.
    let mut request = vec![25, 0, 11, 0];
    request.extend(window.to_le_bytes());
    request.extend(0_u32.to_le_bytes());
    request.extend(event);
    x.write_all(&request).unwrap();
    // An answer to a question asked after it tells that it was taken.
    atom(&mut x, "WM_PROTOCOLS");
}

/// What a part of a window looks like, near its upper left corner, four bytes a point; none while it cannot be seen.
pub fn look(display: &str, window: u32) -> Option<Vec<u8>> {
    const PART: [u16; 4] = [10, 10, 340, 240];
    let mut x = connect(display);
    // GetImage, all planes, a word for each point.
    let mut request = vec![73, 2, 5, 0];
    request.extend(window.to_le_bytes());
    request.extend(PART.iter().flat_map(|n| n.to_le_bytes()));
    request.extend(u32::MAX.to_le_bytes());
    x.write_all(&request).unwrap();
    let mut head = [0; 32];
    x.read_exact(&mut head).unwrap();
    if head[0] != 1 {
        return None;
    }
    let mut picture = vec![0; u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize * 4];
    x.read_exact(&mut picture).unwrap();
    Some(picture)
}

fn connect(display: &str) -> UnixStream {
    let number = display.trim_start_matches(':');
    let mut x = UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).expect("the display");
    // Little endian, protocol 11.0, no authorization.
    x.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap();
    let mut head = [0; 8];
    x.read_exact(&mut head).unwrap();
    assert_eq!(head[0], 1, "the display takes us");
    let mut rest = vec![0; usize::from(u16::from_le_bytes([head[6], head[7]])) * 4];
    x.read_exact(&mut rest).unwrap();
    x
}

fn atom(x: &mut UnixStream, name: &str) -> u32 {
    let padded = name.len().div_ceil(4) * 4;
    let mut request = vec![16, 1];
    request.extend(u16::try_from(2 + padded / 4).unwrap().to_le_bytes());
    request.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    request.extend([0, 0]);
    request.extend(name.as_bytes());
    request.resize(8 + padded, 0);
    x.write_all(&request).unwrap();
    let mut reply = [0; 32];
    x.read_exact(&mut reply).unwrap();
    u32::from_le_bytes([reply[8], reply[9], reply[10], reply[11]])
}
