//! Lays a paper out: which marks stand where on which page, and how they belong together for whoever
//! hears the paper instead of seeing it.

mod table;

use app::documents::{Block, Level, Paper};
use krilla::geom::{Path, PathBuilder, Rect};

use super::face::{BOLD, Face, REGULAR};
use super::place::{BODY, BOTTOM, INK, LEFT, MEASURE, RIGHT, SMALL, SOFT, TOP, times};

/// The side of a picture for a phone's camera.
const CODE_SIDE: f32 = 90.0;

/// Something drawn.
pub enum Mark {
    /// A line of text.
    Text {
        /// In this face.
        face: &'static Face,
        /// In points.
        size: f32,
        /// Red, green, blue.
        color: [u8; 3],
        /// What it says.
        text: String,
    },
    /// A black figure.
    Figure(Path),
    /// A line across the page, so high, in this color.
    Rule(f32, [u8; 3]),
    /// An address to follow, so wide.
    Link {
        /// Where it leads.
        url: String,
        /// In points.
        width: f32,
    },
}

/// A mark in its place.
pub struct Placed {
    /// From 0.
    pub page: usize,
    /// From the left.
    pub x: f32,
    /// From the top, to the line on which letters stand.
    pub y: f32,
    /// What.
    pub mark: Mark,
    /// Whether it says something; the others only decorate.
    pub speaks: bool,
}

/// What a group of marks is to whoever hears it.
#[derive(Clone, Debug)]
pub enum Role {
    /// The title, or a heading below it: 1 to 3.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// A list of points.
    List,
    /// One of them.
    Item,
    /// The point before it.
    Label,
    /// What it says.
    Body,
    /// A table.
    Table,
    /// Its head.
    Head,
    /// Its rows.
    Rows,
    /// One row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
    /// A picture that says this, in a box on a page.
    Picture(String, usize, [f32; 4]),
    /// An address.
    Link,
}

/// Marks and groups of them, in reading order.
pub enum Shape {
    /// The mark with this number.
    Mark(usize),
    /// A group.
    Group(Role, Vec<Shape>),
}

/// A paper on its pages.
pub struct Sheet {
    /// The last page, from 0.
    pub last_page: usize,
    /// All marks, in the order in which they were placed.
    pub marks: Vec<Placed>,
    /// How they belong together.
    pub shapes: Vec<Shape>,
    /// Headings with their page and height, for the list of contents.
    pub contents: Vec<(String, usize, f32)>,
    y: f32,
}

impl Sheet {
    /// Lays out a paper.
    pub fn of(paper: &Paper) -> Self {
        let mut sheet = Self {
            last_page: 0,
            marks: Vec::new(),
            shapes: Vec::new(),
            contents: Vec::new(),
            y: TOP,
        };
        sheet.heading(1, &paper.title);
        for block in &paper.blocks {
            sheet.block(block);
        }
        sheet
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(Level::Part, text) => self.heading(2, text),
            Block::Heading(Level::Within, text) => self.heading(3, text),
            Block::Text(text) => self.paragraph(&REGULAR, BODY, INK, text),
            Block::Quiet(text) => self.paragraph(&REGULAR, SMALL, SOFT, text),
            Block::Sum(text) => self.paragraph(&BOLD, 22.0, INK, text),
            Block::Code(text) => self.paragraph(&BOLD, 13.0, INK, text),
            Block::Points(points) => self.points(points),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::Address { url, what } => self.address(url, what),
        }
    }

    /// Room for so many more points, on the next page if need be; says whether a page was turned.
    fn room(&mut self, height: f32) -> bool {
        let turns = self.y + height > BOTTOM;
        if turns {
            self.last_page += 1;
            self.y = TOP;
        }
        turns
    }

    fn put(&mut self, (x, y): (f32, f32), mark: Mark) -> Shape {
        self.marks.push(Placed { page: self.last_page, x, y, mark, speaks: true });
        Shape::Mark(self.marks.len() - 1)
    }

    fn heading(&mut self, level: u16, text: &str) {
        let size = match level {
            1 => 20.0,
            2 => 12.5,
            _ => 11.0,
        };
        let known = BOLD.known(text);
        if known.trim().is_empty() {
            return;
        }
        // A heading stands with at least two lines of what it is about.
        self.room(size * 4.0);
        self.y += size * 0.7;
        let (page, top) = (self.last_page, self.y);
        let lines = self.lines((&*BOLD, size, INK), text, (LEFT, MEASURE));
        self.contents.push((known.clone(), page, top));
        self.shapes.push(Shape::Group(Role::Heading(level, known), lines));
        self.y += size * 0.5;
    }

    /// A text in lines that follow each other, over the end of a page too.
    fn lines(
        &mut self,
        (face, size, color): (&'static Face, f32, [u8; 3]),
        text: &str,
        (x, measure): (f32, f32),
    ) -> Vec<Shape> {
        let leading = size * 1.4;
        let lines = face.lines(text, size, measure).into_iter().filter(|line| !line.is_empty());
        let lines = lines.map(|text| {
            self.room(leading);
            self.y += leading;
            self.put((x, self.y), Mark::Text { face, size, color, text })
        });
        lines.collect()
    }

    fn paragraph(&mut self, face: &'static Face, size: f32, color: [u8; 3], text: &str) {
        let lines = self.lines((face, size, color), text, (LEFT, MEASURE));
        self.shapes.push(Shape::Group(Role::Paragraph, lines));
        self.y += 6.0;
    }

    fn points(&mut self, points: &[String]) {
        let mut items = Vec::new();
        for text in points {
            self.room(BODY * 1.4);
            let (face, size, color) = (&*REGULAR, BODY, INK);
            let point = Mark::Text { face, size, color, text: "•".to_owned() };
            let label = self.put((LEFT, self.y + size * 1.4), point);
            let indent = 14.0;
            let said = self.lines((face, size, color), text, (LEFT + indent, MEASURE - indent));
            let label = Shape::Group(Role::Label, vec![label]);
            items.push(Shape::Group(Role::Item, vec![label, Shape::Group(Role::Body, said)]));
            self.y += 3.0;
        }
        self.shapes.push(Shape::Group(Role::List, items));
        self.y += 6.0;
    }

    /// An address beside its picture for a phone's camera. One that is too long for a picture, or has a
    /// letter that the face lacks, stands alone.
    fn address(&mut self, url: &str, what: &str) {
        if REGULAR.known(url).trim().is_empty() {
            return self.paragraph(&REGULAR, BODY, INK, what);
        }
        self.room(CODE_SIDE + 12.0);
        let top = self.y;
        let mut x = LEFT;
        if let Some(path) = camera_code(url, (LEFT, top)) {
            let place = [LEFT, top, CODE_SIDE, CODE_SIDE];
            let picture = Role::Picture(format!("{what} {url}"), self.last_page, place);
            let mark = self.put((0.0, 0.0), Mark::Figure(path));
            self.shapes.push(Shape::Group(picture, vec![mark]));
            x += CODE_SIDE + 18.0;
        }
        self.y = top + 14.0;
        let measure = RIGHT - x;
        let what = self.lines((&*REGULAR, BODY, INK), what, (x, measure));
        self.shapes.push(Shape::Group(Role::Paragraph, what));
        let mut link = Vec::new();
        for text in REGULAR.lines(url, BODY, measure) {
            let text = text.trim_end_matches(' ').to_owned();
            self.y += BODY * 1.4;
            let width = REGULAR.width(&text, BODY);
            let (face, size, color) = (&*REGULAR, BODY, INK);
            link.push(self.put((x, self.y), Mark::Text { face, size, color, text }));
            let url = url.to_owned();
            link.push(self.put((x, self.y - BODY), Mark::Link { url, width }));
        }
        let link = Shape::Group(Role::Link, link);
        self.shapes.push(Shape::Group(Role::Paragraph, vec![link]));
        self.y = self.y.max(top + CODE_SIDE) + 12.0;
    }
}

/// The squares of a picture that a phone's camera reads as `url`.
fn camera_code(url: &str, (x, y): (f32, f32)) -> Option<Path> {
    let code = qrcode::QrCode::new(url).ok()?;
    let (across, cell) = (code.width(), CODE_SIDE / times(code.width(), 1.0));
    let mut path = PathBuilder::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            let (left, top) = (times(place % across, cell), times(place / across, cell));
            path.push_rect(Rect::from_xywh(x + left, y + top, cell, cell)?);
        }
    }
    path.finish()
}
