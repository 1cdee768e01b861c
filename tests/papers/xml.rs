//! Just enough of an XML reader for the tests: it refuses what is not well-formed, and finds elements by name.

use std::io::Read;

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Itself and everything in it, in the order of the file.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        for child in &self.children {
            all.extend(child.all());
        }
        all
    }

    pub fn named(&self, name: &str) -> Vec<&Element> {
        let all = self.all();
        all.into_iter()
            .filter(|element| element.name == name)
            .collect()
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }
}

pub fn parse(text: &str) -> Element {
    let mut open: Vec<Element> = vec![Element::default()];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let content = unescaped(before);
        assert!(!content.contains(['<', '>']), "{content}");
        open.last_mut().unwrap().text.push_str(&content);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().unwrap();
            assert_eq!(closed.name, name);
            open.last_mut().unwrap().children.push(closed);
            continue;
        }
        let is_empty = tag.ends_with('/');
        let element = element(tag.trim_end_matches('/'));
        match is_empty {
            true => open.last_mut().unwrap().children.push(element),
            false => open.push(element),
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    let root = open.pop().unwrap().children;
    assert_eq!(root.len(), 1, "there is one root");
    root.into_iter().next().unwrap()
}

fn element(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes: Vec<(String, String)> = Vec::new();
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').expect("a value ends");
        let name = name.trim().to_owned();
        assert!(
            attributes.iter().all(|(known, _)| *known != name),
            "{tag}: {name} twice"
        );
        attributes.push((name, unescaped(value)));
        rest = after;
    }
    assert_eq!(rest.trim(), "", "{tag}");
    Element {
        name: name.to_owned(),
        attributes,
        ..Element::default()
    }
}

fn unescaped(text: &str) -> String {
    let text = text
        .replace("&lt;", "‹")
        .replace("&gt;", "›")
        .replace("&quot;", "\"")
        .replace("&amp;", "＆");
    assert!(!text.contains('&'), "{text}");
    assert!(
        !text.contains(|c: char| c.is_control() && c != '\n'),
        "{text:?}"
    );
    text
}

/// The files of an archive, name and text, in their order.
pub fn files(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

pub fn part(bytes: &[u8], name: &str) -> Element {
    let files = files(bytes);
    let found = files.iter().find(|(known, _)| known == name);
    parse(&found.unwrap_or_else(|| panic!("there is no {name}")).1)
}
