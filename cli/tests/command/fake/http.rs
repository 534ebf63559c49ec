//! As much of HTTP as a test needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A request.
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub body: String,
    headers: Vec<(String, String)>,
}

impl Request {
    pub fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim().split_once(':') else {
                break;
            };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut request = Self {
            method,
            path: path.to_owned(),
            query: pairs.map(|(k, v)| (k.into(), v.into())).collect(),
            body: String::new(),
            headers,
        };
        let length = request.header("content-length").unwrap_or("0");
        let mut body = vec![0; length.parse().ok()?];
        stream.read_exact(&mut body).ok()?;
        request.body = String::from_utf8(body).ok()?;
        Some(request)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }

    pub fn asked(&self, name: &str) -> Option<&str> {
        let mut query = self.query.iter();
        query.find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }
}

/// What is answered.
pub enum Reply {
    /// The connection ends.
    Nothing,
    /// An answer.
    Text {
        status: u16,
        headers: String,
        body: String,
        /// How much of the body is sent.
        sent: usize,
    },
}

impl Reply {
    pub fn json(body: impl Into<String>) -> Self {
        let body = body.into();
        Self::Text {
            status: 200,
            headers: String::new(),
            sent: body.len(),
            body,
        }
    }

    pub fn problem(code_status: u16, code: &str) -> Self {
        let body = format!(
            r#"{{"type":"about:blank#{code}","title":"t","detail":"Said by the Worker.","status":{code_status},"code":"{code}"}}"#
        );
        Self::Text {
            status: code_status,
            headers: String::new(),
            sent: body.len(),
            body,
        }
    }

    pub fn after(self, seconds: u32) -> Self {
        self.with(&format!("Retry-After: {seconds}\r\n"))
    }

    pub fn cookie(self, cookie: impl AsRef<str>) -> Self {
        self.with(&format!("Set-Cookie: {}\r\n", cookie.as_ref()))
    }

    /// Ends in the middle.
    pub fn cut(mut self) -> Self {
        if let Self::Text { sent, .. } = &mut self {
            *sent /= 2;
        }
        self
    }

    pub fn send(self, stream: &mut TcpStream) {
        if let Self::Text {
            status,
            headers,
            body,
            sent,
        } = self
        {
            let head = format!(
                "HTTP/1.1 {status} -\r\n{headers}Connection: close\r\nContent-Length: {}\r\n\r\n",
                body.len()
            );
            // Whoever asked may be gone.
            drop(stream.write_all(&[head.as_bytes(), &body.as_bytes()[..sent]].concat()));
        }
    }

    fn with(mut self, header: &str) -> Self {
        if let Self::Text { headers, .. } = &mut self {
            headers.push_str(header);
        }
        self
    }
}
