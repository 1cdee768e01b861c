//! What is asked of every store, whatever it stands on.

use liuyou::sync::remote::{Abilities, Entry, Put, Remote, Trouble};

use crate::found::Server;

pub fn run(server: &Server) {
    let place = tempfile::tempdir().unwrap();
    let name = format!("t{:x}", jiff::Timestamp::now().as_microsecond());
    make(server, &name);
    let mut store = server.open(&name, Abilities::default(), place.path());
    assert_eq!(store.list(), Ok(Vec::new()), "{}: empty", server.name);
    let able = store.probe(1).unwrap();
    eprintln!("{}: {able:?}", server.name);
    assert!(able.lists_at_once && able.reads_back, "{}", server.name);
    assert_eq!(
        store.list(),
        Ok(Vec::new()),
        "{}: a probe leaves nothing",
        server.name
    );
    files(server, store.as_mut());
    // as it is opened when nobody probed it
    let mut store = server.open(&name, Abilities::default(), place.path());
    unprobed(server, store.as_mut());
    many(server, server.open(&name, able, place.path()).as_mut());
}

/// The place of a store is there before the store is.
fn make(server: &Server, name: &str) {
    let text = server.address.replacen("s3+", "", 1);
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .build()
        .new_agent();
    let (user, password) = server.login.clone().unwrap_or_default();
    let login = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        format!("{user}:{password}"),
    );
    match server.kind {
        "webdav" => {
            let made = ureq::http::Request::builder()
                .method("MKCOL")
                .uri(format!("{text}{name}/"))
                .header("authorization", format!("Basic {login}"))
                .body(())
                .unwrap();
            let made = agent.run(made).unwrap();
            assert!(made.status().is_success(), "{}: {made:?}", server.name);
        }
        // a bucket that is there already is made again, by whoever may
        "s3" => {
            let endpoint = url::Url::parse(&text).unwrap();
            let bucket = endpoint.path().trim_matches('/').to_owned();
            let mut endpoint = endpoint;
            endpoint.set_path("/");
            let bucket =
                rusty_s3::Bucket::new(endpoint, rusty_s3::UrlStyle::Path, bucket, "us-east-1")
                    .unwrap();
            let login = rusty_s3::Credentials::new(user, password);
            let create = bucket.create_bucket(&login);
            let url = rusty_s3::S3Action::sign(&create, std::time::Duration::from_secs(60));
            let _ = agent.put(url.as_str()).send_empty().unwrap();
        }
        "sftp" => {
            let path = url::Url::parse(&text).unwrap().path().to_owned();
            std::fs::create_dir_all(format!("{path}{name}")).unwrap();
        }
        _ => {}
    }
}

fn entry(name: &str, size: u64) -> Entry {
    Entry {
        name: name.into(),
        size,
    }
}

fn listed(store: &mut dyn Remote) -> Vec<Entry> {
    let mut listed = store.list().unwrap();
    listed.sort_by(|a, b| a.name.cmp(&b.name));
    listed
}

fn files(server: &Server, store: &mut dyn Remote) {
    let at = server.name;
    let deep = "s/110101/00000000000000ab/000/00000001-0123456789abcdef0123456789abcdef.seg";
    let body: Vec<u8> = (0..70_000_u32).map(|n| (n * 7 % 251) as u8).collect();
    assert_eq!(store.put_new(deep, &body), Ok(Put::Placed), "{at}");
    let there = Ok(Put::There { size: 70_000 });
    assert_eq!(store.put_new(deep, &body), there, "{at}: put twice");
    assert_eq!(store.put_new(deep, b"other"), there, "{at}: other bytes");
    assert_eq!(store.get(deep, 70_000), Ok(body), "{at}");
    assert_eq!(store.get(deep, 69_999), Err(Trouble::TooLarge), "{at}");
    let missing = deep.replace("01-", "02-");
    assert_eq!(store.get(&missing, 9), Err(Trouble::Missing), "{at}");
    assert_eq!(store.get("none/at/all", 9), Err(Trouble::Missing), "{at}");
    assert_eq!(
        store.put_new("store.cbor", b"root"),
        Ok(Put::Placed),
        "{at}"
    );
    assert_eq!(
        store.put_new("want/empty", b""),
        Ok(Put::Placed),
        "{at}: empty"
    );
    // without `;`: wsgidav moves a file of such a name to one that ends before it
    let odd = [
        "s/0/1/2/a b+c&d=e,g@h.seg",
        "s/0/1/2/100%.seg",
        "s/0/1/2/x%2Fy (conflict copy).seg",
        "s/0/1/2/检查.seg",
        "s/0/1/2/it's [1] (2) ~$!.seg",
    ];
    for name in odd {
        assert_eq!(
            store.put_new(name, name.as_bytes()),
            Ok(Put::Placed),
            "{at}: {name}"
        );
        assert_eq!(
            store.get(name, 200),
            Ok(name.as_bytes().to_vec()),
            "{at}: {name}"
        );
    }
    for name in ["../x", "s/../../x", "/x", "s//x", "a\\b", "a\nb", ""] {
        assert!(store.put_new(name, b"x").is_err(), "{at}: {name}");
        assert!(store.get(name, 9).is_err(), "{at}: {name}");
    }
    let mut expected: Vec<Entry> = odd
        .iter()
        .map(|name| entry(name, name.len() as u64))
        .collect();
    expected.push(entry(deep, 70_000));
    expected.push(entry("store.cbor", 4));
    expected.push(entry("want/empty", 0));
    expected.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!(listed(store), expected, "{at}");
}

fn unprobed(server: &Server, store: &mut dyn Remote) {
    let at = server.name;
    let there = Ok(Put::There { size: 4 });
    assert_eq!(store.put_new("store.cbor", b"another"), there, "{at}");
    assert_eq!(
        store.put_new("members/x.seg", b"link"),
        Ok(Put::Placed),
        "{at}"
    );
    assert_eq!(store.get("store.cbor", 9), Ok(b"root".to_vec()), "{at}");
}

fn many(server: &Server, store: &mut dyn Remote) {
    let at = server.name;
    let before = listed(store).len();
    let name = |n: usize| format!("s/110101/00000000000000cd/{:03x}/{n:08x}.seg", n / 500);
    let begun = std::time::Instant::now();
    for n in 0..1000 {
        let put = store.put_new(&name(n), format!("file {n}").as_bytes());
        assert_eq!(put, Ok(Put::Placed), "{at}: {n}");
    }
    let put = begun.elapsed();
    let begun = std::time::Instant::now();
    let found = listed(store);
    assert_eq!(found.len(), before + 1000, "{at}");
    eprintln!(
        "{at}: 1,000 files put in {:.1} s, listed in {:.2} s",
        put.as_secs_f64(),
        begun.elapsed().as_secs_f64()
    );
    let first = found.iter().find(|entry| entry.name == name(7));
    assert_eq!(first.map(|entry| entry.size), Some(6), "{at}");
}
