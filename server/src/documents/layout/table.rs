//! Tables, and terms with their values, which are tables without heads.

use app::documents::{Column, Fact, Holds, Table, Weight};

use super::{Mark, Placed, Role, Shape, Sheet};
use crate::documents::face::{BOLD, Face, REGULAR};
use crate::documents::place::{BODY, INK, LEFT, LINE, MEASURE, times};

/// Room on both sides of a cell's text.
const PADDING: f32 = 6.0;

/// The width of a column of amounts.
const AMOUNTS: f32 = 110.0;

impl Sheet {
    /// Terms on the left, values on the right: a table without heads of columns.
    pub(super) fn facts(&mut self, facts: &[Fact]) {
        let columns = [(MEASURE * 0.5, Holds::Words), (MEASURE * 0.5, Holds::Amounts)];
        let rows = facts.iter().map(|Fact { term, value, weight }| {
            let face = if *weight == Weight::Total { &*BOLD } else { &*REGULAR };
            let cells = [term.clone(), value.clone()];
            self.row(&columns, &cells, (face, [Role::RowHead, Role::Cell]))
        });
        let rows: Vec<Shape> = rows.collect();
        let body = Shape::Group(Role::Rows, rows);
        self.shapes.push(Shape::Group(Role::Table, vec![body]));
        self.y += 12.0;
    }

    /// The head stands again on each page that the table goes on to; it is heard once.
    pub(super) fn table(&mut self, Table { columns, rows }: &Table) {
        let widths = widths(columns);
        let heads: Vec<String> = columns.iter().map(|column| column.head.clone()).collect();
        let as_heads = || (&*BOLD, [Role::ColumnHead, Role::ColumnHead]);
        self.room(80.0);
        let head = self.row(&widths, &heads, as_heads());
        let mut body = Vec::new();
        for cells in rows {
            if self.room(row_height(&REGULAR, &widths, cells)) {
                let from = self.marks.len();
                self.row(&widths, &heads, as_heads());
                for placed in &mut self.marks[from..] {
                    placed.speaks = false;
                }
            }
            body.push(self.row(&widths, cells, (&*REGULAR, [Role::RowHead, Role::Cell])));
        }
        let head = Shape::Group(Role::Head, vec![head]);
        let body = Shape::Group(Role::Rows, body);
        self.shapes.push(Shape::Group(Role::Table, vec![head, body]));
        self.y += 12.0;
    }

    /// One row; the roles are those of its first cell and of the others.
    fn row(
        &mut self,
        columns: &[(f32, Holds)],
        cells: &[String],
        (face, [first, others]): (&'static Face, [Role; 2]),
    ) -> Shape {
        let height = row_height(face, columns, cells);
        self.room(height);
        let (mut x, mut row) = (LEFT, Vec::new());
        for (place, ((width, holds), cell)) in columns.iter().zip(cells).enumerate() {
            let role = if place == 0 { &first } else { &others };
            let cell = self.cell(face, cell, (x, *width, *holds));
            row.push(Shape::Group(role.clone(), cell));
            x += width;
        }
        self.y += height;
        self.rule(0.5, LINE);
        Shape::Group(Role::Row, row)
    }

    fn cell(
        &mut self,
        face: &'static Face,
        text: &str,
        (x, width, holds): (f32, f32, Holds),
    ) -> Vec<Shape> {
        let (size, color) = (BODY, INK);
        let lines = face.lines(text, size, width - 2.0 * PADDING).into_iter().enumerate();
        let lines = lines.map(|(number, text)| {
            let seen = text.trim_end_matches(' ');
            let at = match holds {
                Holds::Words => x + PADDING,
                Holds::Amounts => x + width - PADDING - face.width(seen, size),
            };
            let y = self.y + 15.0 + times(number, 14.0);
            self.put((at, y), Mark::Text { face, size, color, text })
        });
        lines.collect()
    }

    /// A line that only decorates.
    fn rule(&mut self, height: f32, color: [u8; 3]) {
        let mark = Mark::Rule(height, color);
        let (page, y) = (self.last_page, self.y);
        self.marks.push(Placed { page, x: LEFT, y, mark, speaks: false });
    }
}

/// The columns of amounts are as wide as an amount may be, the others share the rest.
fn widths(columns: &[Column]) -> Vec<(f32, Holds)> {
    let amounts = columns.iter().filter(|column| column.holds == Holds::Amounts).count();
    let words = columns.len().saturating_sub(amounts).max(1);
    let share = (MEASURE - times(amounts, AMOUNTS)) / times(words, 1.0);
    let width = |column: &Column| match column.holds {
        Holds::Words => (share, Holds::Words),
        Holds::Amounts => (AMOUNTS, Holds::Amounts),
    };
    columns.iter().map(width).collect()
}

fn row_height(face: &Face, columns: &[(f32, Holds)], cells: &[String]) -> f32 {
    let lines = columns.iter().zip(cells);
    let lines = lines.map(|((width, _), cell)| face.lines(cell, BODY, width - 2.0 * PADDING).len());
    times(lines.max().unwrap_or(1), 14.0) + 8.0
}
