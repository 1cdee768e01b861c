//! The system's `sftp`, kept running: one command after another goes in, and what it says to each comes out, up to the
//! answer of a `pwd` behind it. It never asks for anything, and it never accepts a server whose key is not known.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::SftpPlace;
use crate::sync::remote::Trouble;

/// What `pwd` answers with.
const AT: &str = "Remote working directory: ";
/// How lines begin that tell nothing: what was sent in, and what it is about to do.
const IDLE: [&str; 4] = ["sftp> ", "Uploading ", "Fetching ", "Connected to "];
const CONNECT: Duration = Duration::from_secs(40);

pub struct Session {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    /// Folder on the server where the session began.
    pub home: String,
}

impl Session {
    pub fn begin(place: &SftpPlace) -> Result<Session, Trouble> {
        let (output, said) = io::pipe().map_err(other)?;
        let complaints = said.try_clone().map_err(other)?;
        let mut child = command(place)
            .stdin(Stdio::piped())
            .stdout(said)
            .stderr(complaints)
            .spawn()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => Trouble::NoProgram("sftp".into()),
                _ => other(error),
            })?;
        let input = child.stdin.take().ok_or(Trouble::Slow)?;
        let (sends, lines) = channel();
        // ends with the program it listens to
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = Vec::new();
            while matches!(output.read_until(b'\n', &mut line), Ok(read) if read > 0) {
                let text = String::from_utf8_lossy(&line);
                if sends.send(text.trim_end().to_owned()).is_err() {
                    return;
                }
                line.clear();
            }
        });
        let mut session = Session {
            child,
            input,
            lines,
            home: String::new(),
        };
        session.run(&[], CONNECT)?;
        Ok(session)
    }

    /// Runs commands; returns what was said to them, line by line.
    ///
    /// # Errors
    /// The connection is gone, or nothing was said in time. The session is of no use then.
    pub fn run(&mut self, commands: &[String], within: Duration) -> Result<Vec<String>, Trouble> {
        let until = Instant::now() + within;
        let mut text = String::new();
        for command in commands {
            // one that fails does not end the session
            text += &format!("-{command}\n");
        }
        text += "pwd\n";
        let sent = self.input.write_all(text.as_bytes());
        let sent = sent.and_then(|()| self.input.flush());
        let mut said = Vec::new();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    if let Some(home) = line.strip_prefix(AT) {
                        self.home = home.to_owned();
                        return Ok(said);
                    }
                    let is_idle = IDLE.iter().any(|idle| line.starts_with(idle));
                    if !line.is_empty() && !is_idle {
                        said.push(line);
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Err(Trouble::Slow),
                Err(RecvTimeoutError::Disconnected) => {
                    let cut = if sent.is_err() { "closed" } else { "ended" };
                    return Err(why_ended(&said, cut));
                }
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(place: &SftpPlace) -> Command {
    let mut command = Command::new("sftp");
    command.args(["-b", "-"]);
    for option in [
        // its quiet mode would keep to itself why it cannot connect
        "LogLevel=ERROR",
        "BatchMode=yes",
        "StrictHostKeyChecking=yes",
        "ConnectTimeout=15",
        "ServerAliveInterval=15",
        "ServerAliveCountMax=3",
    ] {
        command.args(["-o", option]);
    }
    if let Some(key) = &place.key {
        command.args(["-o", "IdentitiesOnly=yes", "-i"]).arg(key);
    }
    if let Some(known) = &place.known_hosts {
        let known = known.display().to_string().replace('\\', "/");
        command
            .arg("-o")
            .arg(format!("UserKnownHostsFile=\"{known}\""));
    }
    if let Some(port) = place.port {
        command.args(["-P", &port.to_string()]);
    }
    let at = match &place.user {
        Some(user) => format!("{user}@{}", place.host),
        None => place.host.clone(),
    };
    command.arg("--").arg(at);
    command.env("LC_ALL", "C.UTF-8");
    command
}

/// What the program says when it cannot connect, or not any more.
fn why_ended(said: &[String], cut: &str) -> Trouble {
    let all = said.join("\n");
    let has = |text: &str| all.contains(text);
    if has("Host key verification failed") || has("REMOTE HOST IDENTIFICATION") {
        Trouble::HostKey
    } else if has("Permission denied") || has("Too many authentication failures") {
        Trouble::Login
    } else if has("timed out") {
        Trouble::Slow
    } else {
        let last = said.iter().rev().find(|line| {
            !line.starts_with("Connection closed") && !line.starts_with("Couldn't read packet")
        });
        Trouble::Away(last.map_or(cut, String::as_str).to_owned())
    }
}

fn other(error: io::Error) -> Trouble {
    Trouble::Other(error.to_string())
}
