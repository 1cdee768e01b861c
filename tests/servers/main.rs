//! Stores on real servers: those that run on this machine, found by their usual ports or by environment variables.
//! Which were not found is said; `LIUYOU_SERVERS=webdav,s3` makes their absence a failure.

mod found;
mod suite;

use found::{Server, servers};

/// Every server does what a folder does.
#[test]
fn every_server_keeps_what_it_is_given() {
    let only = std::env::var("LIUYOU_SERVER").ok();
    let servers = servers();
    let chosen = servers
        .iter()
        .filter(|server| only.as_ref().is_none_or(|only| *only == server.name));
    let faults: Vec<String> = chosen.filter_map(try_server).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn try_server(server: &Server) -> Option<String> {
    let begun = std::time::Instant::now();
    let tried = std::panic::catch_unwind(|| suite::run(server));
    eprintln!("{}: {:.1} s", server.name, begun.elapsed().as_secs_f64());
    match tried {
        Ok(()) => None,
        Err(_) => Some(format!("{} failed; see above", server.name)),
    }
}
