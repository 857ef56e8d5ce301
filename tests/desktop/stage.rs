//! Where a program with a window runs in a test: a display, a session bus, a home and a clock of its own.
//!
//! Everything started here is ended when the stage is taken down, whatever became of the test.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use inward_tests::program::{Answer, PASSPHRASE, binary};
use tempfile::TempDir;

use crate::bus::Desk;
use crate::driver::Driver;
use crate::window::Window;

/// How long anything may take before it counts as not coming; generous, because the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(25);

/// Holds the parts in the order in which they are taken down.
pub struct Stage {
    running: Vec<Running>,
    pub desk: Desk,
    _bus: Running,
    _screen: Running,
    display: String,
    address: String,
    locale: String,
    surroundings: Vec<(&'static str, &'static str)>,
    folder: TempDir,
}

/// Ends a program and all it started.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(command: &mut Command) -> Running {
        // A group of its own, so that what it starts ends with it.
        Running(command.process_group(0).spawn().unwrap_or_else(|e| panic!("{command:?}: {e}")))
    }

    pub fn lives(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }

    /// Reads what the kernel says of it, such as `Seccomp`.
    pub fn status(&self, field: &str) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
        line.unwrap_or_default().trim().to_owned()
    }

    fn first_line(&mut self) -> String {
        let mut line = String::new();
        let out = self.0.stdout.as_mut().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        line.trim().to_owned()
    }
}

/// Asks until there is an answer, and gives up after [`PATIENCE`].
pub fn until<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    until_within(PATIENCE, what, ask)
}

/// Asks until there is an answer, and gives up after a while.
pub fn until_within<T>(patience: Duration, what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(begun.elapsed() < patience, "{what} did not come");
        std::thread::sleep(Duration::from_millis(40));
    }
}

/// The plain browser that comes with the web view.
const BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=SOCKET</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

impl Stage {
    /// Sets a stage at a moment, as RFC 3339; the zone is Zurich, the language English.
    pub fn at(now: &str) -> Stage {
        Stage::set(now, "C.UTF-8", Desk::on)
    }

    /// Sets a stage on a desktop of another language.
    pub fn speaking(locale: &str, now: &str) -> Stage {
        Stage::set(now, locale, Desk::on)
    }

    /// Sets a stage on a desktop without a tray.
    pub fn without_tray(now: &str) -> Stage {
        Stage::set(now, "C.UTF-8", Desk::without_tray)
    }

    fn set(now: &str, locale: &str, desk: impl FnOnce(&str) -> Desk) -> Stage {
        let folder = tempfile::tempdir().unwrap();
        let mut screen = Running::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let display = format!(":{}", screen.first_line());
        let settings = folder.path().join("bus.conf");
        let socket = folder.path().join("bus").to_string_lossy().into_owned();
        std::fs::write(&settings, BUS.replace("SOCKET", &socket)).unwrap();
        // No service files: nothing of this machine is started by a message.
        let mut bus = Running::start(
            Command::new("dbus-daemon")
                .arg(format!("--config-file={}", settings.display()))
                .args(["--nofork", "--print-address=1"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let address = bus.first_line();
        let desk = desk(&address);
        let locale = locale.to_owned();
        let (running, surroundings) = (Vec::new(), Vec::new());
        let stage = Stage {
            running,
            desk,
            _bus: bus,
            _screen: screen,
            display,
            address,
            locale,
            surroundings,
            folder,
        };
        for name in ["home", "run", "tmp"] {
            std::fs::create_dir(stage.file(name)).unwrap();
        }
        set_private(&stage.file("run"));
        std::fs::write(stage.file("passphrase"), format!("{PASSPHRASE}\n")).unwrap();
        stage.set_clock(now);
        stage
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Lets programs take this for a desktop of Wayland, which still shows windows of X.
    pub fn become_wayland(&mut self) {
        self.surroundings.extend([("WAYLAND_DISPLAY", "none"), ("GDK_BACKEND", "x11")]);
    }

    pub fn display(&self) -> &str {
        &self.display
    }

    /// Lets it be another moment, from now on.
    pub fn set_clock(&self, now: &str) {
        let next = self.file("clock.next");
        std::fs::write(&next, now).unwrap();
        std::fs::rename(&next, self.file("clock")).unwrap();
    }

    /// Prepares a program that lives on this stage.
    fn prepare(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", self.file("home"))
            .env("XDG_RUNTIME_DIR", self.file("run"))
            .env("TMPDIR", self.file("tmp"))
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &self.address)
            .env("LANG", &self.locale)
            .env("TZ", "Europe/Zurich")
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_A11Y", "none")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("INWARD_DATA_DIR", self.file("vault"))
            .env("INWARD_CLOCK_FILE", self.file("clock"))
            .env("INWARD_ABSENCE_FILE", self.file("absence"))
            .env("XDG_CONFIG_HOME", self.file("own config"))
            .env("INWARD_KEY_MEMORY_KIB", "64")
            .envs(self.surroundings.iter().copied())
            .stdin(Stdio::null());
        command
    }

    /// Opens the window under a driver.
    pub fn open_window(&mut self) -> Window {
        self.open_window_of(&binary())
    }

    /// Opens the window of a copy of the program under a driver.
    pub fn open_window_of(&mut self, program: &Path) -> Window {
        let port = self.start_driver();
        Window::of(Driver::open(port, program), &self.display)
    }

    /// Opens a browser of other people, whose way to any network leads nowhere.
    pub fn open_browser(&mut self) -> Driver {
        self.open_browser_with(&[])
    }

    /// Opens such a browser in which the scripts of pages do not run; the driver's still do.
    pub fn open_browser_without_scripts(&mut self) -> Driver {
        self.open_browser_with(&["--enable-javascript=false"])
    }

    fn open_browser_with(&mut self, more: &[&str]) -> Driver {
        let port = self.start_driver();
        let nowhere = "--proxy=http://127.0.0.1:9";
        Driver::open_with(port, Path::new(BROWSER), &[&["--automation", nowhere], more].concat())
    }

    /// Opens a browser of other people that reaches for whatever a page asks for.
    pub fn open_bare_browser(&mut self) -> Driver {
        let port = self.start_driver();
        Driver::open_hasty(port, Path::new(BROWSER), &["--automation"])
    }

    fn start_driver(&mut self) -> u16 {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = self.prepare(Path::new("WebKitWebDriver"));
        command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true");
        command.stdout(Stdio::null()).stderr(self.log());
        self.running.push(Running::start(&mut command));
        until("the driver", || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        port
    }

    /// Starts the program without a driver: the one that is packaged, where the run has one.
    pub fn start(&self, arguments: &[&str]) -> Running {
        let mut command = self.prepare(&packaged());
        Running::start(command.args(arguments).stdout(Stdio::null()).stderr(self.log()))
    }

    /// Starts the program where there is no session bus.
    pub fn start_without_a_bus(&self, arguments: &[&str]) -> Running {
        let mut command = self.prepare(&packaged());
        command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", self.file("nowhere").display()));
        Running::start(command.args(arguments).stdout(Stdio::null()).stderr(self.log()))
    }

    /// Starts the driven program a second time, as somebody would who does not know that it runs.
    pub fn start_again(&self, arguments: &[&str]) -> Running {
        let mut command = self.prepare(&binary());
        Running::start(command.args(arguments).stdout(Stdio::null()).stderr(self.log()))
    }

    /// Finds the driven program among what runs on this machine.
    pub fn program(&self) -> u32 {
        let vault = format!("INWARD_DATA_DIR={}", self.file("vault").display());
        let is_it = |id: &u32| {
            let of = |name: &str| std::fs::read(format!("/proc/{id}/{name}")).unwrap_or_default();
            let (command, surroundings) = (of("cmdline"), of("environ"));
            let begins = command.split(|byte| *byte == 0).next().unwrap_or_default();
            begins.ends_with(b"/inward") && surroundings.split(|b| *b == 0).any(|v| v == vault.as_bytes())
        };
        until("the program", || {
            let all = std::fs::read_dir("/proc").unwrap().flatten();
            all.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).find(is_it)
        })
    }

    /// Sends a signal to the driven program alone.
    pub fn signal(&self, signal: &str) {
        let id = self.program().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
    }

    /// Tells when the clock of the stage was set, by the clock of the machine.
    pub fn clock_was_set_at(&self) -> SystemTime {
        std::fs::metadata(self.file("clock")).unwrap().modified().unwrap()
    }

    /// Ends the driver and the program it holds.
    pub fn close_windows(&mut self) {
        self.running.clear();
    }

    /// Runs a command of the command line beside the window.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        let mut command = self.prepare(&binary());
        command.args(arguments).arg("--passphrase-file").arg(self.file("passphrase"));
        Answer::of(command.stdout(Stdio::piped()).stderr(Stdio::piped()))
    }

    /// Runs a tool of the desktop that goes on by itself.
    pub fn launch(&self, program: &str, arguments: &[&str]) -> Running {
        Running::start(
            self.prepare(Path::new(program)).args(arguments).stdout(Stdio::null()).stderr(self.log()),
        )
    }

    /// Lets nobody have been at the machine for so many seconds.
    pub fn be_away(&self, seconds: u32) {
        std::fs::write(self.file("absence"), seconds.to_string()).unwrap();
    }

    /// Runs a tool of the desktop and returns what it printed.
    pub fn tool(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.prepare(Path::new(program)).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    fn log(&self) -> Stdio {
        let file = std::fs::File::options().append(true).create(true).open(self.file("log")).unwrap();
        file.into()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", std::fs::read_to_string(self.file("log")).unwrap_or_default());
        }
    }
}

/// Finds the program as it is packaged; the driven one where a run has no other.
fn packaged() -> PathBuf {
    std::env::var_os("INWARD_PLAIN_BIN").map_or_else(binary, PathBuf::from)
}

fn set_private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).unwrap();
}
