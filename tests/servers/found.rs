//! Which servers run here.

use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use liuyou::sync::remote::address::{Address, parse};
use liuyou::sync::remote::folder::Folder;
use liuyou::sync::remote::http::Login;
use liuyou::sync::remote::s3::S3;
use liuyou::sync::remote::sftp::Sftp;
use liuyou::sync::remote::webdav::WebDav;
use liuyou::sync::remote::{Abilities, Machine, Remote};

#[derive(Clone, Debug)]
pub struct Server {
    pub name: &'static str,
    pub kind: &'static str,
    /// Where a test may make a place of its own; a name is put behind it.
    pub address: String,
    pub login: Option<(String, String)>,
    pub key: Option<PathBuf>,
    pub known_hosts: Option<PathBuf>,
}

/// Servers that tests look for: name, kind, port, address, user, password. `LIUYOU_SERVER_<NAME>` gives another
/// address, `..._USER` and `..._PASSWORD` another login.
const USUAL: &[(&str, &str, u16, &str, &str, &str)] = &[
    (
        "apache",
        "webdav",
        18081,
        "http://127.0.0.1:18081/",
        "test",
        "test",
    ),
    (
        "nginx",
        "webdav",
        18082,
        "http://127.0.0.1:18082/",
        "test",
        "test",
    ),
    (
        "lighttpd",
        "webdav",
        18083,
        "http://127.0.0.1:18083/",
        "test",
        "test",
    ),
    (
        "rclone",
        "webdav",
        18084,
        "http://127.0.0.1:18084/",
        "test",
        "test",
    ),
    (
        "wsgidav",
        "webdav",
        18085,
        "http://127.0.0.1:18085/",
        "test",
        "test",
    ),
    (
        "seaweed-webdav",
        "webdav",
        17333,
        "http://127.0.0.1:17333/",
        "",
        "",
    ),
    (
        "seaweed-s3",
        "s3",
        18333,
        "s3+http://127.0.0.1:18333/test/",
        "test",
        "testtest",
    ),
    (
        "moto",
        "s3",
        18500,
        "s3+http://127.0.0.1:18500/test/",
        "test",
        "testtest",
    ),
    ("sftp", "sftp", 18022, "", "", ""),
];

/// Those that answer; the others are named.
pub fn servers() -> Vec<Server> {
    let mut found = vec![Server {
        name: "folder",
        kind: "folder",
        address: String::new(),
        login: None,
        key: None,
        known_hosts: None,
    }];
    for (name, kind, port, address, user, password) in USUAL {
        let variable = format!("LIUYOU_SERVER_{}", name.to_uppercase().replace('-', "_"));
        let own = std::env::var(&variable).ok();
        let answers = TcpStream::connect_timeout(
            &SocketAddr::from(([127, 0, 0, 1], *port)),
            Duration::from_millis(300),
        )
        .is_ok();
        let mut address = own.clone().unwrap_or_else(|| (*address).to_owned());
        if !answers && own.is_none() || address.is_empty() && own.is_none() {
            eprintln!("SKIPPED: no {name} on port {port}; {variable} may name one");
            continue;
        }
        if !address.ends_with('/') {
            address.push('/');
        }
        let login = |what: &str, usual: &str| {
            std::env::var(format!("{variable}_{what}")).unwrap_or_else(|_| usual.to_owned())
        };
        let path = |what: &str| std::env::var_os(format!("{variable}_{what}")).map(PathBuf::from);
        let user = login("USER", user);
        found.push(Server {
            name,
            kind,
            address,
            login: (!user.is_empty()).then(|| (user, login("PASSWORD", password))),
            key: path("KEY"),
            known_hosts: path("KNOWN_HOSTS"),
        });
    }
    for needed in std::env::var("LIUYOU_SERVERS")
        .iter()
        .flat_map(|all| all.split(','))
    {
        let is_there = found.iter().any(|server| server.kind == needed);
        assert!(is_there, "no server of the kind {needed} answers");
    }
    found
}

pub fn machine() -> Machine {
    Machine {
        utc_ms: || jiff::Timestamp::now().as_millisecond(),
        pause: Arc::new(|time| {
            std::thread::sleep(time);
            true
        }),
    }
}

impl Server {
    /// A store on it in a place of its own; `place` is where folders and local servers have theirs.
    pub fn open(&self, name: &str, able: Abilities, place: &Path) -> Box<dyn Remote> {
        let address = match self.kind {
            "folder" => place.join(name).display().to_string(),
            _ => format!("{}{name}", self.address),
        };
        let login = self.login.clone();
        let login = login.map(|(user, password)| Login { user, password });
        match parse(&address).unwrap().0 {
            Address::Folder(path) => {
                std::fs::create_dir_all(&path).unwrap();
                Box::new(Folder::open(&path).unwrap())
            }
            Address::WebDav(url) => {
                Box::new(WebDav::open(&url, login, None, able, machine()).unwrap())
            }
            Address::S3(place) => Box::new(S3::open(&place, login, None, able, machine()).unwrap()),
            Address::Sftp(mut place) => {
                place.key = self.key.clone();
                place.known_hosts = self.known_hosts.clone();
                Box::new(Sftp::open(place, able))
            }
        }
    }
}
