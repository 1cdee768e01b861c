//! to come

use super::words;

words! {
    placeholder_screens => "六有", "liuyou";
}
