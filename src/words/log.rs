//! to come

use super::words;

words! {
    placeholder_log => "六有", "liuyou";
}

impl crate::words::Words {
    pub fn export_error(self, error: &crate::documents::ExportError) -> String {
        error.to_string()
    }
}
