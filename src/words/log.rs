//! to come

use super::words;

words! {
    placeholder_log => "六有", "liuyou";
}
