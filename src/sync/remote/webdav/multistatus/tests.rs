//! Answers as several servers write them, answers that are cut short, and any bytes at all.
#![cfg(test)]

use proptest::prelude::*;

use super::*;

/// As Apache writes it.
const APACHE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:">
<D:response xmlns:lp1="DAV:" xmlns:lp2="http://apache.org/dav/props/">
<D:href>/ban/members/</D:href>
<D:propstat><D:prop><lp1:resourcetype><D:collection/></lp1:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>
<D:propstat><D:prop><D:getcontentlength/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>
</D:response>
<D:response xmlns:lp1="DAV:">
<D:href>/ban/members/a%20b&amp;c.seg</D:href>
<D:propstat><D:prop><lp1:resourcetype/><lp1:getcontentlength>812</lp1:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>
</D:response>
</D:multistatus>"#;

#[test]
fn collections_and_files_are_told_apart_with_their_sizes() {
    let found = read(APACHE.as_bytes()).unwrap();
    let collection = Found {
        path: "/ban/members".into(),
        is_collection: true,
        ..Found::default()
    };
    let file = Found {
        path: "/ban/members/a b&c.seg".into(),
        size: Some(812),
        ..Found::default()
    };
    assert_eq!(found, [collection, file]);
}

#[test]
fn prefixes_whole_addresses_and_refused_files_are_understood() {
    let text = r#"<multistatus xmlns="DAV:"><response><href>https://dav.example/%E5%8D%95/</href>
<propstat><status>HTTP/1.1 200 OK</status><prop><resourcetype><collection/></resourcetype>
<quota-available-bytes>99</quota-available-bytes></prop></propstat></response>
<response><href> /%E5%8D%95/x?y#z </href><propstat><prop><getcontentlength>5</getcontentlength></prop>
<status>HTTP/1.1 200 OK</status></propstat></response>
<response><href>/gone</href><status>HTTP/1.1 404 Not Found</status></response>
<other xmlns="urn:x"><response/><href>/not/dav</href></other></multistatus>"#;
    let found = read(text.as_bytes()).unwrap();
    let paths: Vec<&str> = found.iter().map(|found| &*found.path).collect();
    assert_eq!(paths, ["/单", "/单/x"]);
    assert_eq!((found[0].free, found[1].size), (Some(99), Some(5)));
}

#[test]
fn an_answer_that_ends_anywhere_before_its_end_is_no_listing() {
    for end in 0..APACHE.len() {
        let read = read(&APACHE.as_bytes()[..end]);
        assert_eq!(read, Err(Trouble::Cut), "{end}");
    }
    for other in [
        "",
        "<html><body>Log in</body></html>",
        "<multistatus></multistatus>",
        "<D:multistatus></D:multistatus>",
        "<D:multistatus xmlns:D=\"DAV:\"/><D:multistatus xmlns:D=\"DAV:\"/>",
    ] {
        assert_eq!(read(other.as_bytes()), Err(Trouble::Cut), "{other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_bent_answer_is_read_or_refused(changes in prop::collection::vec((0..APACHE.len(), any::<u8>()), 1..6)) {
        let mut bytes = APACHE.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if let Ok(found) = read(&bytes) {
            prop_assert!(found.len() <= 2);
        }
    }

    #[test]
    fn any_run_of_tags_is_read_or_refused(parts in prop::collection::vec(prop::sample::select(vec![
        "<multistatus xmlns=\"DAV:\">", "</multistatus>", "<response>", "</response>", "<href>", "/a/b", "%", "%ff", "</href>",
        "<propstat>", "</propstat>", "<prop>", "</prop>", "<status>HTTP/1.1 200 OK</status>", "<status>x</status>",
        "<getcontentlength>1</getcontentlength>", "<resourcetype><collection/></resourcetype>", "<a:b/>", "<!--", "-->",
        "<![CDATA[", "]]>", "&", "&amp;", "&#0;", "&#x10ffff;", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;",
    ]), 0..40)) {
        let _ = read(parts.concat().as_bytes());
    }

    /// However deep, an answer is refused and not followed.
    #[test]
    fn depth_is_bounded(depth in 64usize..2000) {
        let text = format!("<multistatus xmlns=\"DAV:\">{}", "<a>".repeat(depth));
        prop_assert_eq!(read(text.as_bytes()), Err(Trouble::Cut));
    }
}
