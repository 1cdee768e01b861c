//! Pages as several servers write them, pages that are cut short, and any bytes at all.
#![cfg(test)]

use proptest::prelude::*;

use super::*;

const PAGE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>ban</Name><Prefix>p/</Prefix><KeyCount>2</KeyCount>
<MaxKeys>2</MaxKeys><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>
<Contents><Key>p/a%2Bb+c.seg</Key><LastModified>2026-11-22T10:00:00.000Z</LastModified><ETag>&quot;x&quot;</ETag><Size>17</Size>
<Owner><ID>o</ID><DisplayName/></Owner></Contents>
<Contents><Key>p/%E6%A3%80</Key><Size>0</Size></Contents><NextContinuationToken>a&amp;b&#61;</NextContinuationToken></ListBucketResult>"#;

#[test]
fn a_page_gives_keys_sizes_and_where_to_go_on() {
    let page = read(PAGE.as_bytes()).unwrap();
    let files = [("p/a+b c.seg".to_owned(), 17), ("p/检".to_owned(), 0)];
    assert_eq!(page.files, files);
    assert_eq!(page.next.as_deref(), Some("a&b="));
    let last = PAGE
        .replace(">true<", ">false<")
        .replace("NextContinuationToken", "Marker");
    assert_eq!(read(last.as_bytes()).unwrap().next, None);
    let plain = last.replace("<EncodingType>url</EncodingType>", "");
    assert_eq!(read(plain.as_bytes()).unwrap().files[0].0, "p/a%2Bb+c.seg");
    let empty = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    assert_eq!(read(empty.as_bytes()), Ok(Page::default()));
}

#[test]
fn a_page_that_ends_anywhere_before_its_end_is_no_page() {
    for end in 0..PAGE.len() {
        assert_eq!(read(&PAGE.as_bytes()[..end]), Err(Trouble::Cut), "{end}");
    }
    for (from, to) in [
        // more, and not where
        ("NextContinuationToken", "Marker"),
        ("<KeyCount>2<", "<KeyCount>3<"),
        ("<Size>17</Size>", ""),
        ("<Size>17</Size>", "<Size>-1</Size>"),
        ("<IsTruncated>true</IsTruncated>", ""),
        ("ListBucketResult", "Error"),
        ("&amp;", "&nonsense;"),
    ] {
        let bent = PAGE.replace(from, to);
        assert_eq!(read(bent.as_bytes()), Err(Trouble::Cut), "{from}");
    }
    for other in ["", "<html><body>Log in</body></html>", "{}", "\u{0}"] {
        assert_eq!(read(other.as_bytes()), Err(Trouble::Cut), "{other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    /// Bytes of a true page, changed here and there, never give a file that the page does not have room for.
    #[test]
    fn a_bent_page_is_read_or_refused(changes in prop::collection::vec((0..PAGE.len(), any::<u8>()), 1..6)) {
        let mut bytes = PAGE.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if let Ok(page) = read(&bytes) {
            prop_assert!(page.files.len() <= 2);
        }
    }

    #[test]
    fn any_run_of_tags_is_read_or_refused(parts in prop::collection::vec(prop::sample::select(vec![
        "<ListBucketResult>", "</ListBucketResult>", "<Contents>", "</Contents>", "<Key>a</Key>", "<Size>1</Size>",
        "<IsTruncated>false</IsTruncated>", "<IsTruncated>true</IsTruncated>", "<x/>", "<!--", "-->", "<![CDATA[", "]]>",
        "&", "&amp;", "<?", "?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "text",
    ]), 0..40)) {
        let _ = read(parts.concat().as_bytes());
    }
}
