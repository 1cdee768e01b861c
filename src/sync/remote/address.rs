//! Addresses of stores as people write them. What begins with no scheme is a folder; a password never stands in one.

use std::path::PathBuf;

use url::Url;

use super::s3::BucketPlace;
use super::sftp::SftpPlace;

/// The region of servers that have none.
const NO_REGION: &str = "us-east-1";

/// Where a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Folder(PathBuf),
    /// `https://server/path`; `http://` only where somebody wrote it.
    WebDav(Url),
    /// `s3+https://server/bucket/folder?region=...&style=virtual`
    S3(BucketPlace),
    /// `sftp://user@server:port/path`, or `/~/path` from the user's own folder on.
    Sftp(SftpPlace),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// Not an address, or one without server.
    Form,
    /// A kind of store that there is not.
    Scheme,
    /// A password, which every list of processes would show.
    Password,
    /// An S3 address without bucket.
    NoBucket,
    /// Something after the path that such an address does not have.
    Query,
}

/// An address and the name in it, if one was.
pub fn parse(text: &str) -> Result<(Address, Option<String>), AddressFault> {
    let Some((scheme, _)) = text.split_once("://") else {
        return match text.trim() {
            "" => Err(AddressFault::Form),
            _ => Ok((Address::Folder(PathBuf::from(text)), None)),
        };
    };
    let (kind, inner) = match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => ("dav", text.to_owned()),
        "webdav+https" | "webdav+http" => ("dav", text["webdav+".len()..].to_owned()),
        "s3+https" | "s3+http" => ("s3", text["s3+".len()..].to_owned()),
        "sftp" => ("sftp", text.to_owned()),
        _ => return Err(AddressFault::Scheme),
    };
    let mut url = Url::parse(&inner).map_err(|_| AddressFault::Form)?;
    if url.password().is_some() {
        return Err(AddressFault::Password);
    }
    let host = url.host_str().unwrap_or_default().to_owned();
    let user = unescaped(url.username()).ok_or(AddressFault::Form)?;
    if host.is_empty() || host.starts_with('-') || user.starts_with('-') {
        return Err(AddressFault::Form);
    }
    let user = Some(user).filter(|user| !user.is_empty());
    url.set_username("").map_err(|()| AddressFault::Form)?;
    url.set_fragment(None);
    match kind {
        "s3" => Ok((Address::S3(bucket(url)?), user)),
        _ if url.query().is_some() => Err(AddressFault::Query),
        "sftp" => {
            let place = sftp(&url, host, user.clone()).ok_or(AddressFault::Form)?;
            Ok((Address::Sftp(place), user))
        }
        _ => Ok((Address::WebDav(url), user)),
    }
}

impl Address {
    /// A password goes over the line as everybody there can read it.
    pub fn is_open(&self) -> bool {
        match self {
            Address::WebDav(url) => url.scheme() == "http",
            Address::S3(place) => place.endpoint.scheme() == "http",
            _ => false,
        }
    }

    /// A name and a password are needed, or may be.
    pub fn takes_login(&self) -> bool {
        matches!(self, Address::WebDav(_) | Address::S3(_))
    }
}

fn bucket(mut url: Url) -> Result<BucketPlace, AddressFault> {
    let mut region = NO_REGION.to_owned();
    let mut is_virtual = false;
    for (name, value) in url.query_pairs() {
        match (&*name, &*value) {
            ("region", value) if is_word(value) => region = value.to_owned(),
            ("style", "virtual") => is_virtual = true,
            ("style", "path") => is_virtual = false,
            _ => return Err(AddressFault::Query),
        }
    }
    let path = unescaped(url.path()).ok_or(AddressFault::Form)?;
    let mut steps = path.split('/').filter(|step| !step.is_empty());
    let bucket = steps.next().ok_or(AddressFault::NoBucket)?.to_owned();
    if !is_word(&bucket) {
        return Err(AddressFault::NoBucket);
    }
    let prefix = steps.collect::<Vec<_>>().join("/");
    url.set_query(None);
    url.set_path("/");
    Ok(BucketPlace {
        endpoint: url,
        bucket,
        prefix,
        region,
        is_virtual,
    })
}

fn sftp(url: &Url, host: String, user: Option<String>) -> Option<SftpPlace> {
    let path = unescaped(url.path())?;
    if path.contains(super::sftp::UNSPOKEN) {
        return None;
    }
    let path = match path.strip_prefix("/~") {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => rest.trim_matches('/').to_owned(),
        _ => path,
    };
    Some(SftpPlace {
        user,
        host: host.trim_matches(['[', ']']).to_owned(),
        port: url.port(),
        path,
        key: None,
        known_hosts: None,
    })
}

/// Letters, digits and what stands between them in names of buckets and regions.
fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

fn unescaped(text: &str) -> Option<String> {
    let text = percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .ok()?;
    (!text.contains(char::is_control)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_meant() {
        let dav = |text: &str| match parse(text) {
            Ok((Address::WebDav(url), user)) => (url.to_string(), user),
            other => panic!("{text}: {other:?}"),
        };
        let plain = ("https://dav.example/a/".to_owned(), None);
        assert_eq!(dav("https://dav.example/a/"), plain);
        assert_eq!(dav("webdav+https://dav.example/a/"), plain);
        let (url, user) = dav("http://chen@dav.example:8080/%E5%8D%95");
        assert_eq!(url, "http://dav.example:8080/%E5%8D%95");
        assert_eq!(user.as_deref(), Some("chen"));
        assert!(parse("http://dav.example/").unwrap().0.is_open());
        let (address, _) =
            parse("s3+https://s3.example/ban/liuyou/a?region=cn-1&style=virtual").unwrap();
        let Address::S3(place) = address else {
            panic!("no bucket")
        };
        assert_eq!(place.endpoint.as_str(), "https://s3.example/");
        assert_eq!((&*place.bucket, &*place.prefix), ("ban", "liuyou/a"));
        assert_eq!((&*place.region, place.is_virtual), ("cn-1", true));
        let sftp = |text: &str| match parse(text) {
            Ok((Address::Sftp(place), _)) => place,
            other => panic!("{text}: {other:?}"),
        };
        let place = sftp("sftp://chen@host:2222/srv/liu%20you");
        assert_eq!((place.port, &*place.path), (Some(2222), "/srv/liu you"));
        assert_eq!(place.user.as_deref(), Some("chen"));
        assert_eq!(sftp("sftp://host/~/liuyou").path, "liuyou");
        for folder in ["/media/usb/liuyou", "D:\\liuyou", "liuyou"] {
            let read = parse(folder).unwrap().0;
            assert_eq!(read, Address::Folder(folder.into()), "{folder}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_store_is_refused() {
        for (text, fault) in [
            ("", AddressFault::Form),
            ("https://", AddressFault::Form),
            ("ftp://host/", AddressFault::Scheme),
            ("https://chen:geheim@host/", AddressFault::Password),
            ("sftp://chen:geheim@host/", AddressFault::Password),
            ("s3+https://host/", AddressFault::NoBucket),
            ("s3+https://host/a?foo=1", AddressFault::Query),
            ("https://host/a?foo=1", AddressFault::Query),
            ("sftp://-oProxyCommand=x@host/", AddressFault::Form),
            ("sftp://host/a%0ab", AddressFault::Form),
        ] {
            assert_eq!(parse(text), Err(fault), "{text}");
        }
    }
}
