//! Requests to one server: who asks, how long to wait, what to do when it is busy or sends elsewhere, and how much of an
//! answer is read. Nothing here says what a password or a signed address was.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::fmt::rfc2822;
use ureq::http::{HeaderMap, Method, Request};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Error, SendBody};
use url::Url;

use super::{Machine, Trouble};

/// Attempts for one request.
const ATTEMPTS: u32 = 5;
/// The longest wait before the next attempt, and all waits of one run together.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
const ALL_WAITS: Duration = Duration::from_secs(180);
/// Requests without answer, one after another, after which no more are sent.
const GIVES_UP: u32 = 4;
/// Redirects on one server that are followed.
const REDIRECTS: u32 = 3;
const CONNECT: Duration = Duration::from_secs(15);
/// Time to answer, and to carry a body, on top of what its length takes.
const ANSWER: Duration = Duration::from_secs(60);
/// Bytes in a second that the slowest line carries.
const SLOWEST: u64 = 8 * 1024;
/// Of an answer that is no success, so much is read.
const EXCUSE: u64 = 64 * 1024;

/// Name and password for one server. It is never shown.
#[derive(Clone)]
pub struct Login {
    pub user: String,
    pub password: String,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Login(..)")
    }
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn length(&self) -> Option<u64> {
        let length = self.headers.get("content-length")?;
        length.to_str().ok()?.parse().ok()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// One request.
pub struct Ask<'a> {
    pub method: &'a str,
    pub url: Url,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<&'a [u8]>,
    /// Bytes of a successful answer that are read at most.
    pub most: u64,
    /// Asking twice comes to the same, so that a lost answer is asked for again.
    pub again: bool,
}

impl<'a> Ask<'a> {
    pub fn new(method: &'a str, url: Url) -> Ask<'a> {
        Ask {
            method,
            url,
            headers: Vec::new(),
            body: None,
            most: EXCUSE,
            again: true,
        }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Ask<'a> {
        self.headers.push((name, value.into()));
        self
    }

    pub fn carrying(mut self, body: &'a [u8]) -> Ask<'a> {
        self.body = Some(body);
        self
    }

    pub fn at_most(mut self, most: u64) -> Ask<'a> {
        self.most = most;
        self
    }

    pub fn once(mut self) -> Ask<'a> {
        self.again = false;
        self
    }
}

/// A server, and what was learnt about it meanwhile.
pub struct Web {
    agent: Agent,
    login: Option<Login>,
    pub machine: Machine,
    waited: Duration,
    pub waits: u32,
    /// Seconds that the server's clock is ahead.
    pub ahead_s: Option<i64>,
    /// A file may be fetched from where the server sends us, without password.
    pub follows: bool,
    /// Requests that failed one after another, and how the last one did.
    failed: (u32, Option<Trouble>),
}

impl Web {
    /// `ca`: the only certificates that are trusted, in PEM; Mozilla's list otherwise.
    ///
    /// # Errors
    /// `ca` holds no certificate.
    pub fn new(login: Option<Login>, ca: Option<&str>, machine: Machine) -> Result<Web, Trouble> {
        let mut tls = TlsConfig::builder();
        if let Some(pem) = ca {
            let items = parse_pem(pem.as_bytes()).filter_map(Result::ok);
            let certificates: Vec<_> = items
                .filter_map(|item| match item {
                    PemItem::Certificate(certificate) => Some(certificate),
                    _ => None,
                })
                .collect();
            if certificates.is_empty() {
                return Err(Trouble::Untrusted("PEM".into()));
            }
            tls = tls.root_certs(RootCerts::new_with_certs(&certificates));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("liuyou/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT))
            .timeout_resolve(Some(CONNECT))
            .timeout_recv_response(Some(ANSWER))
            .tls_config(tls.build())
            .build();
        Ok(Web {
            agent: config.into(),
            login,
            machine,
            waited: Duration::ZERO,
            waits: 0,
            ahead_s: None,
            follows: true,
            failed: (0, None),
        })
    }

    /// Asks until there is an answer that is neither "wait" nor "elsewhere".
    ///
    /// # Errors
    /// No answer, none in time, or a server that goes on asking to wait.
    pub fn ask(&mut self, ask: &Ask<'_>) -> Result<Reply, Trouble> {
        // a server that is gone in the middle of a thousand files is not waited for a thousand times
        if let (GIVES_UP.., Some(trouble)) = &self.failed {
            return Err(trouble.clone());
        }
        let done = self.ask_patiently(ask);
        self.failed = match &done {
            Err(trouble @ (Trouble::Away(_) | Trouble::Slow | Trouble::Busy)) => {
                (self.failed.0 + 1, Some(trouble.clone()))
            }
            _ => (0, None),
        };
        done
    }

    fn ask_patiently(&mut self, ask: &Ask<'_>) -> Result<Reply, Trouble> {
        let (mut url, mut redirects, mut carries_login) = (ask.url.clone(), 0, true);
        let mut attempt = 1;
        loop {
            let reply = match self.once(ask, &url, carries_login) {
                Ok(reply) => reply,
                Err(trouble @ (Trouble::Away(_) | Trouble::Cut)) if ask.again && attempt < 3 => {
                    // a connection that was kept open may have been closed by the other side
                    self.wait(Duration::from_millis(200 * u64::from(attempt - 1)), trouble)?;
                    attempt += 1;
                    continue;
                }
                Err(trouble) => return Err(trouble),
            };
            match reply.status {
                429 | 503 => {
                    self.waits += 1;
                    if attempt >= ATTEMPTS {
                        return Err(Trouble::Busy);
                    }
                    let usual = Duration::from_secs(1 << (attempt - 1));
                    let wait = self.retry_after(&reply).unwrap_or(usual);
                    self.wait(wait, Trouble::Busy)?;
                    attempt += 1;
                }
                500 | 502 | 504 if ask.again && attempt < 3 => {
                    self.wait(Duration::from_millis(500), Trouble::Answer(reply.status))?;
                    attempt += 1;
                }
                301 | 302 | 307 | 308 if redirects < REDIRECTS => {
                    let to = self.redirected(ask, &url, &reply)?;
                    carries_login &= to.origin() == url.origin();
                    url = to;
                    redirects += 1;
                }
                301 | 302 | 307 | 308 => return Err(Trouble::Elsewhere(shown(&url))),
                401 => return Err(Trouble::Login),
                _ => return Ok(reply),
            }
        }
    }

    fn wait(&mut self, wait: Duration, instead: Trouble) -> Result<(), Trouble> {
        if wait > LONGEST_WAIT || self.waited + wait > ALL_WAITS {
            return Err(instead);
        }
        self.waited += wait;
        match (self.machine.pause)(wait) {
            true => Ok(()),
            false => Err(Trouble::Stopped),
        }
    }

    fn retry_after(&self, reply: &Reply) -> Option<Duration> {
        let text = reply.header("retry-after")?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let at = rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
        let now_ms = (self.machine.utc_ms)() + self.ahead_s.unwrap_or(0) * 1000;
        let wait = at.as_millisecond().saturating_sub(now_ms);
        Some(Duration::from_millis(wait.max(0) as u64))
    }

    /// Another address of the same server is gone to. To another server only a file is fetched, and without password.
    fn redirected(&self, ask: &Ask<'_>, from: &Url, reply: &Reply) -> Result<Url, Trouble> {
        let location = reply.header("location").unwrap_or_default();
        let to = from
            .join(location)
            .map_err(|_| Trouble::Answer(reply.status))?;
        let is_same = to.origin() == from.origin();
        let is_safe = to.scheme() == "https" || (to.scheme() == "http" && from.scheme() == "http");
        match is_same || (self.follows && is_safe && ask.method == "GET") {
            true => Ok(to),
            false => Err(Trouble::Elsewhere(shown(&to))),
        }
    }

    fn once(&mut self, ask: &Ask<'_>, url: &Url, carries_login: bool) -> Result<Reply, Trouble> {
        let length = ask.body.map_or(0, |body| body.len() as u64);
        let method = Method::from_bytes(ask.method.as_bytes())
            .map_err(|_| Trouble::Other(ask.method.into()))?;
        let mut request = Request::builder().method(method).uri(url.as_str());
        for (name, value) in &ask.headers {
            request = request.header(*name, value);
        }
        if let (Some(login), true) = (&self.login, carries_login) {
            let both = STANDARD.encode(format!("{}:{}", login.user, login.password));
            request = request.header("authorization", format!("Basic {both}"));
        }
        let body = match ask.body {
            Some(body) => SendBody::from_owned_reader(std::io::Cursor::new(body.to_vec())),
            None => SendBody::none(),
        };
        if ask.body.is_some() {
            request = request.header("content-length", length);
        }
        let request = request.body(body).map_err(|_| Trouble::Other(shown(url)))?;
        let request = self
            .agent
            .configure_request(request)
            .timeout_send_body(Some(long_enough(length)))
            .timeout_recv_body(Some(long_enough(ask.most)))
            .build();
        let response = self.agent.run(request).map_err(trouble)?;
        let (parts, mut body) = response.into_parts();
        let mut reply = Reply {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: Vec::new(),
        };
        self.note_clock(&reply);
        reply.body = read(&mut body, &reply, ask)?;
        Ok(reply)
    }

    fn note_clock(&mut self, reply: &Reply) {
        let date = reply.header("date");
        let date = date.and_then(|text| rfc2822::DateTimeParser::new().parse_timestamp(text).ok());
        if let Some(date) = date {
            let now_s = (self.machine.utc_ms)().div_euclid(1000);
            self.ahead_s = Some(date.as_second() - now_s);
        }
    }
}

fn read(body: &mut Body, reply: &Reply, ask: &Ask<'_>) -> Result<Vec<u8>, Trouble> {
    if ask.method == "HEAD" {
        return Ok(Vec::new());
    }
    let is_good = (200..300).contains(&reply.status);
    let most = if is_good { ask.most } else { EXCUSE };
    if is_good && body.content_length().is_some_and(|length| length > most) {
        return Err(Trouble::TooLarge);
    }
    let read = body.with_config().limit(most + 1).read_to_vec();
    match read {
        Ok(bytes) if bytes.len() as u64 > most && is_good => Err(Trouble::TooLarge),
        Ok(bytes) => Ok(bytes),
        // the status is enough
        Err(_) if !is_good => Ok(Vec::new()),
        Err(Error::BodyExceedsLimit(_)) => Err(Trouble::TooLarge),
        Err(Error::Timeout(_)) => Err(Trouble::Slow),
        Err(_) => Err(Trouble::Cut),
    }
}

fn long_enough(bytes: u64) -> Duration {
    ANSWER + Duration::from_secs(bytes / SLOWEST)
}

/// Server and path; a query may hold a signature.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    url.into()
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::Timeout(_) => Trouble::Slow,
        Error::HostNotFound => Trouble::Away("host".into()),
        Error::ConnectionFailed => Trouble::Away("connection".into()),
        Error::Rustls(error) => Trouble::Untrusted(error.to_string()),
        Error::Tls(why) => Trouble::Untrusted(why.into()),
        Error::Io(error) => {
            let text = error.to_string();
            match error.kind() {
                std::io::ErrorKind::TimedOut => Trouble::Slow,
                _ if text.contains("certificate") => Trouble::Untrusted(text),
                _ => Trouble::Away(text),
            }
        }
        Error::Protocol(_) => Trouble::Cut,
        // an answer whose head is no HTTP may quote the request
        _ => Trouble::Away("HTTP".into()),
    }
}

/// What a status means for any store on the web.
pub fn refused(status: u16) -> Trouble {
    match status {
        401 => Trouble::Login,
        403 => Trouble::Denied("403".into()),
        404 | 410 => Trouble::Missing,
        408 => Trouble::Slow,
        413 => Trouble::TooLarge,
        507 => Trouble::Full,
        status => Trouble::Answer(status),
    }
}
