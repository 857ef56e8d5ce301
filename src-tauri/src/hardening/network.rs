//! The seccomp filter that leaves no way to the network.
//!
//! A socket may be a local one or one to the kernel; every other family is
//! refused, and so is io_uring, whose requests a filter cannot see. Deliberately
//! absent: any list of what *is* allowed, which would break with each new GTK.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use seccompiler::{
    BackendError, BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
    SeccompFilter, SeccompRule, apply_filter,
};

/// Whether the filter of this process was taken; what the kernel says may be about a filter of somebody else.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Closes the network for this thread, and so for every thread and process that comes from it.
///
/// # Errors
/// When the kernel has no seccomp or the machine's calls are not known to the filter.
pub fn close() -> Result<(), Error> {
    apply_filter(&program().map_err(Error::Backend)?)?;
    CLOSED.store(true, Ordering::Relaxed);
    Ok(())
}

/// Tells whether the network was closed.
pub fn is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

fn program() -> Result<BpfProgram, BackendError> {
    let refused = BTreeMap::from([
        (libc::SYS_socket, vec![family_is_not(&[libc::AF_UNIX, libc::AF_NETLINK])?]),
        (libc::SYS_io_uring_setup, vec![]),
    ]);
    let answer = SeccompAction::Errno(libc::EAFNOSUPPORT as u32);
    SeccompFilter::new(refused, SeccompAction::Allow, answer, std::env::consts::ARCH.try_into()?)?.try_into()
}

fn family_is_not(families: &[libc::c_int]) -> Result<SeccompRule, BackendError> {
    let conditions: Result<Vec<_>, _> = families
        .iter()
        .map(|family| SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, *family as u64))
        .collect();
    SeccompRule::new(conditions?)
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::net::{TcpListener, UdpSocket};
    use std::os::unix::net::UnixStream;

    use super::*;

    #[test]
    fn behind_the_filter_only_local_sockets_exist() {
        // A filter holds for a thread and its children, so the rest of the tests stay as they are.
        std::thread::spawn(|| {
            assert!(!is_closed());
            close().unwrap();
            assert!(is_closed());
            assert_eq!(
                TcpListener::bind("127.0.0.1:0").unwrap_err().raw_os_error(),
                Some(libc::EAFNOSUPPORT)
            );
            assert_eq!(TcpListener::bind("[::1]:0").unwrap_err().raw_os_error(), Some(libc::EAFNOSUPPORT));
            assert_ne!(UdpSocket::bind("127.0.0.1:0").unwrap_err().kind(), ErrorKind::AddrInUse);
            assert!(UnixStream::pair().is_ok(), "D-Bus, X11 and Wayland are local sockets");
        })
        .join()
        .unwrap();
    }
}
