//! A sync beside the program as it runs: the real threads, the real data file, and a store that answers when it is told to.
#![cfg(test)]

use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tempfile::TempDir;

use crate::app::Msg;
use crate::demo;
use crate::domain::checklist::Lang;
use crate::runtime::stage::{Stage, Wake};
use crate::runtime::terminal::Screen;
use crate::runtime::worker::Worker;
use crate::runtime::{Asked, Launch, now, start, work};
use crate::store::Store;
use crate::sync::remote::folder::Folder;
use crate::sync::remote::{Abilities, Entry, Put, Remote, Trouble};

/// A folder each of whose calls waits until it is let go on.
struct Slow {
    folder: Folder,
    called: Sender<&'static str>,
    go: Arc<Mutex<Receiver<()>>>,
}

impl Slow {
    fn wait(&self, call: &'static str) -> Result<(), Trouble> {
        let _ = self.called.send(call);
        let go = self.go.lock().unwrap();
        go.recv().map_err(|_| Trouble::Away("gone".into()))
    }
}

impl Remote for Slow {
    fn list(&mut self) -> Result<Vec<Entry>, Trouble> {
        self.wait("list")?;
        self.folder.list()
    }

    fn get(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Trouble> {
        self.wait("get")?;
        self.folder.get(name, most)
    }

    fn put_new(&mut self, name: &str, bytes: &[u8]) -> Result<Put, Trouble> {
        self.wait("put")?;
        self.folder.put_new(name, bytes)
    }

    fn probe(&mut self, files: u32) -> Result<Abilities, Trouble> {
        self.folder.probe(files)
    }
}

/// The program without a terminal, beside a slow store.
struct Running {
    stage: Arc<Stage>,
    worker: Option<JoinHandle<usize>>,
    ended: Receiver<Wake>,
    called: Receiver<&'static str>,
    go: Sender<()>,
    data: TempDir,
    _place: TempDir,
}

impl Running {
    /// The demo county, whose store has begun with everything that is in it so far.
    fn begin() -> Running {
        let (data, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut store = Store::open_or_create(data.path()).unwrap();
        demo::county(&mut store, now()).unwrap();
        let typed = place.path().display().to_string();
        let order = super::SyncOrder {
            place: typed,
            begin: true,
            area: "110101".into(),
        };
        let begun = super::run_here(&mut store, &order, crate::words::Words::ZH).unwrap();
        assert_eq!(begun.end, super::SyncEnd::Done);
        let launch = Launch {
            directory: data.path().to_owned(),
            lang: Some(Lang::Zh),
        };
        let (model, first, shelf) = start(&store, &launch).unwrap();
        let (rules, words) = (model.shell.rules.clone(), model.shell.words);
        let worker = Worker::new(store, shelf, rules, words);
        let (asks, asked) = mpsc::channel();
        let first = first.into_iter().map(Asked::of);
        first.for_each(|asked| asks.send(asked).unwrap());
        let (ends, ended) = mpsc::channel();
        let screen = Screen::unseen(100, 30);
        let stage = Arc::new(Stage::new(model, screen, asks, ends, launch.directory));
        let (calls, called) = mpsc::channel();
        let (go, goes) = mpsc::channel();
        let goes = Arc::new(Mutex::new(goes));
        stage.opening(Arc::new(move |_: &Path, place: &str| {
            Ok(Box::new(Slow {
                folder: Folder::open(Path::new(place))?,
                called: calls.clone(),
                go: goes.clone(),
            }))
        }));
        let theirs = stage.clone();
        let worker = std::thread::spawn(move || work(worker, &asked, &theirs));
        Running {
            stage,
            worker: Some(worker),
            ended,
            called,
            go,
            data,
            _place: place,
        }
    }

    fn press(&self, code: KeyCode) {
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        self.stage.happen([Msg::Key(key)]);
    }

    /// Waits until a text is on screen.
    #[track_caller]
    fn sees(&self, text: &str) {
        let text = text.replace(' ', "");
        let from = Instant::now();
        while !self.stage.drawn().contains(&text) {
            assert!(
                from.elapsed() < Duration::from_secs(20),
                "「{text}」 never came:\n{}",
                self.stage.drawn()
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[track_caller]
    fn calls(&self) -> &'static str {
        let wait = Duration::from_secs(20);
        self.called.recv_timeout(wait).expect("the store is called")
    }

    /// Begins a sync, whose first call does not come back.
    fn hang(&self) {
        self.press(KeyCode::Char('5'));
        self.sees("已确认");
        self.press(KeyCode::F(9));
        assert_eq!(self.calls(), "list");
    }

    fn operations(&self) -> u64 {
        let store = Store::open_read_only(self.data.path()).unwrap();
        store.status().unwrap().operations
    }

    /// Opens the first draft and gives an answer there.
    fn answer(&self) {
        self.press(KeyCode::Esc);
        self.sees("继续检查");
        self.press(KeyCode::Enter);
        self.sees("已存");
        let (before, saves) = (self.operations(), self.saves());
        self.press(KeyCode::Char('1'));
        self.sees(&format!("已存{}", saves + 1));
        assert!(
            self.operations() > before,
            "it was said, and is on the disk"
        );
    }

    /// Saves of the visit on screen, as its title counts them.
    fn saves(&self) -> u64 {
        let drawn = self.stage.drawn();
        let (_, after) = drawn.split_once("已存").unwrap();
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stage.close();
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

#[test]
fn an_answer_is_saved_and_drawn_while_a_store_keeps_a_sync_waiting() {
    let running = Running::begin();
    running.hang();
    running.answer();
    running.sees("同步中");
    assert!(
        running.called.try_recv().is_err(),
        "the call has not come back"
    );
    // the store answers at last; what was saved meanwhile goes with this very sync
    let calls = std::iter::from_fn(|| {
        running.go.send(()).unwrap();
        running.called.recv_timeout(Duration::from_secs(1)).ok()
    });
    let calls: Vec<&str> = calls.collect();
    running.sees("送出");
    assert!(calls.contains(&"put"), "{calls:?}");
    let store = Store::open_read_only(running.data.path()).unwrap();
    let [here, uploaded, confirmed] = store.sent().unwrap();
    assert_eq!((here, uploaded), (0, 0), "{confirmed} confirmed");
}

#[test]
fn a_sync_that_hangs_is_stopped_at_once_and_a_later_one_goes_on() {
    let running = Running::begin();
    running.hang();
    running.press(KeyCode::F(8));
    running.sees("已中止");
    running.answer();
    let before = running.operations();
    // the call comes back long after
    running.go.send(()).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    assert!(running.called.try_recv().is_err(), "it goes no further");
    assert_eq!(running.operations(), before);
    running.press(KeyCode::Esc);
    running.sees("继续检查");
    running.hang();
    while running.go.send(()).is_ok() {
        if running.called.recv_timeout(Duration::from_secs(1)).is_err() {
            break;
        }
    }
    running.sees("送出");
}

#[test]
fn a_store_that_hangs_does_not_keep_the_program_from_ending() {
    let mut running = Running::begin();
    running.hang();
    let quit = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::CONTROL);
    running.stage.happen([Msg::Key(quit)]);
    let wait = Duration::from_secs(20);
    let ended = running.ended.recv_timeout(wait).expect("it ends");
    assert!(matches!(ended, Wake::End(Ok(()))));
    running.stage.close();
    let worker = running.worker.take().unwrap();
    assert_eq!(worker.join().unwrap(), 0, "nothing is left unsaved");
}
