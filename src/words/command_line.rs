//! to come

use super::words;

words! {
    placeholder_command_line => "六有", "liuyou";
}
