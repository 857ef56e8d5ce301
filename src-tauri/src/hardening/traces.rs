//! What would be left in lists of the desktop: the names of files that were chosen.
//!
//! The file dialog of GTK writes them into the list of recent files, which other programs read and which outlives a
//! lock. The name of a report may be that of a person.

use gtk::glib::gobject_ffi::g_type_class_ref;
use gtk::glib::translate::IntoGlib;
use gtk::prelude::StaticType;

/// Keeps GTK from writing the list of recent files, from now on and in the whole process.
///
/// What other programs wrote there stays. The setting `gtk-recent-files-enabled` is no way: GTK then empties the list
/// of them all at the next dialog.
#[allow(unsafe_code, reason = "GTK has no call for it; the class is its own and never freed")]
pub fn keep_no_list_of_files() {
    let class = gtk::RecentManager::static_type().into_glib();
    // The list is read and written by what the class does when it changed; without that, a change does nothing.
    unsafe { (*g_type_class_ref(class).cast::<gtk::ffi::GtkRecentManagerClass>()).changed = None };
}
