//! Plugins of Tauri that serve the shell and are out of reach of every page.
//!
//! A plugin brings scripts for the page and commands it may call. Inward has one
//! command, so both are left out here, whatever the capabilities say.

use tauri::plugin::{Plugin, TauriPlugin};
use tauri::{AppHandle, RunEvent, Webview, Window, Wry};

/// Wraps a plugin so that no page sees its scripts and its commands.
pub struct ForTheShell(pub TauriPlugin<Wry>);

impl Plugin<Wry> for ForTheShell {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn initialize(
        &mut self,
        app: &AppHandle,
        config: serde_json::Value,
    ) -> Result<(), Box<dyn std::error::Error>> {
        self.0.initialize(app, config)
    }

    fn window_created(&mut self, window: Window) {
        self.0.window_created(window);
    }

    fn webview_created(&mut self, webview: Webview) {
        self.0.webview_created(webview);
    }

    fn on_event(&mut self, app: &AppHandle, event: &RunEvent) {
        self.0.on_event(app, event);
    }

    // `initialization_script_2` and `extend_api` keep their defaults: no script, no command.
}
