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
    use std::env;
    use std::net::{TcpListener, UdpSocket};
    use std::os::unix::net::UnixStream;
    use std::process::Command;

    use super::*;

    /// Set in a copy of this test that another one starts.
    const CHILD: &str = "INWARD_TEST_IS_A_CHILD";
    const THIS: &str = "hardening::network::tests::\
                        behind_the_filter_only_local_sockets_exist_for_a_process_and_its_children";
    /// What a refused call answers.
    const REFUSED: Option<i32> = Some(libc::EAFNOSUPPORT);

    #[allow(unsafe_code, reason = "a call that the kernel refuses reads nothing of ours")]
    fn io_uring() -> Option<i32> {
        let mut parameters = [0_u8; 120];
        let ring = unsafe { libc::syscall(libc::SYS_io_uring_setup, 1, parameters.as_mut_ptr()) };
        let error = std::io::Error::last_os_error().raw_os_error();
        if let Ok(ring @ 0..) = libc::c_int::try_from(ring) {
            unsafe { libc::close(ring) };
            return None;
        }
        error
    }

    /// Tries each way to a network; answers with the errors.
    fn tried() -> [Option<i32>; 5] {
        let code = |error: Option<std::io::Error>| error.and_then(|e| e.raw_os_error());
        [
            code(TcpListener::bind("127.0.0.1:0").err()),
            code(TcpListener::bind("[::1]:0").err()),
            code(UdpSocket::bind("127.0.0.1:0").err()),
            code(UdpSocket::bind("[::1]:0").err()),
            io_uring(),
        ]
    }

    #[test]
    fn behind_the_filter_only_local_sockets_exist_for_a_process_and_its_children() {
        if env::var_os(CHILD).is_some() {
            assert_eq!(tried(), [REFUSED; 5]);
            assert!(UnixStream::pair().is_ok());
            return;
        }
        let a_child_is_refused = || {
            let mut again = Command::new(env::current_exe().unwrap());
            again.args(["--exact", THIS, "--nocapture"]).env(CHILD, "yes");
            let output = again.output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(said.contains("1 passed") || said.contains("1 failed"), "it ran: {said}");
            output.status.success()
        };
        let before = tried();
        assert!(before[0].is_none() && before[4] != REFUSED, "nothing is refused yet: {before:?}");
        assert!(!a_child_is_refused(), "nor for a child");
        // A filter holds for a thread and its children, so the rest of the tests stay as they are.
        std::thread::spawn(move || {
            assert!(!is_closed());
            close().unwrap();
            assert!(is_closed());
            assert_eq!(tried(), [REFUSED; 5]);
            assert!(UnixStream::pair().is_ok(), "D-Bus, X11 and Wayland are local sockets");
            assert!(a_child_is_refused(), "a child inherits what is refused");
        })
        .join()
        .unwrap();
    }
}
