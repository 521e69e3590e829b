-- +goose Up
-- A place in which goods are kept. 库房. The id of the first one of a station is the station's own.
CREATE TABLE supply_depot (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL, name TEXT NOT NULL,
	position BIGINT NOT NULL DEFAULT 0, active SMALLINT NOT NULL DEFAULT 1, updated_at BIGINT NOT NULL, UNIQUE (station_id, name));
INSERT INTO supply_depot (id, station_id, version, name, updated_at)
	SELECT s.id, s.id, 1, '主库房', s.created_at FROM station s WHERE EXISTS (SELECT 1 FROM supply_item i WHERE i.station_id = s.id);

ALTER TABLE supply_item ADD COLUMN barcode TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX supply_item_barcode ON supply_item (station_id, barcode) WHERE barcode <> '';

-- What came in at once, of one source and one expiry: 批次. expires_on is the last day on which it may be used, or
-- empty. reserved: given for a use that the donor named. origin_id is the lot it was moved out of into another depot.
CREATE TABLE supply_lot (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL,
	item_id TEXT NOT NULL REFERENCES supply_item(id), depot_id TEXT NOT NULL REFERENCES supply_depot(id),
	origin_id TEXT NOT NULL, label TEXT NOT NULL DEFAULT '', source TEXT NOT NULL, reserved SMALLINT NOT NULL DEFAULT 0,
	expires_on TEXT NOT NULL DEFAULT '', received_at BIGINT NOT NULL, stock BIGINT NOT NULL DEFAULT 0 CHECK (stock >= 0),
	updated_at BIGINT NOT NULL);
CREATE INDEX supply_lot_left ON supply_lot (item_id, expires_on) WHERE stock > 0;
CREATE INDEX supply_lot_item ON supply_lot (item_id, received_at);
CREATE INDEX supply_lot_origin ON supply_lot (origin_id);

-- Who gave a lot, and for what. Its id is that of the lot that came in.
CREATE TABLE supply_donation (
	id TEXT PRIMARY KEY REFERENCES supply_lot(id), station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL,
	sealed BYTEA NOT NULL);

-- What there was before lots becomes one lot of each item, which keeps the item's id. Its source is known where all
-- that came in had the same.
INSERT INTO supply_lot (id, station_id, version, item_id, depot_id, origin_id, label, source, received_at, stock, updated_at)
	SELECT i.id, i.station_id, 1, i.id, i.station_id, i.id, '以前的库存',
		(SELECT CASE WHEN COUNT(DISTINCT m.source) = 1 THEN MIN(m.source) ELSE 'other' END FROM supply_move m WHERE m.item_id = i.id AND m.kind = 'receive'),
		COALESCE((SELECT MIN(m.at) FROM supply_move m WHERE m.item_id = i.id), i.updated_at), i.stock, i.updated_at
	FROM supply_item i WHERE i.stock > 0 OR EXISTS (SELECT 1 FROM supply_move m WHERE m.item_id = i.id);

-- The ledger, line by line: seq is without gaps in a station, balance is the item's stock after the line.
-- quantity is positive for what came in. A room may be taken down since. Rows are never changed.
CREATE TABLE supply_line (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), seq BIGINT NOT NULL,
	item_id TEXT NOT NULL REFERENCES supply_item(id), lot_id TEXT NOT NULL REFERENCES supply_lot(id), at BIGINT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('receive', 'issue', 'return', 'transfer', 'write_off', 'adjust')),
	quantity BIGINT NOT NULL CHECK (quantity <> 0), balance BIGINT NOT NULL, stay_id TEXT REFERENCES stay(id),
	person_id TEXT REFERENCES person(id), room_id TEXT, slip TEXT NOT NULL DEFAULT '',
	source TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL, second TEXT NOT NULL DEFAULT '');
INSERT INTO supply_line (id, station_id, seq, item_id, lot_id, at, kind, quantity, balance, stay_id, person_id, slip, source, reason, actor)
	SELECT id, station_id, ROW_NUMBER() OVER (PARTITION BY station_id ORDER BY at, id), item_id, item_id, at, kind, quantity,
		SUM(quantity) OVER (PARTITION BY item_id ORDER BY at, id), stay_id, person_id, slip, source, reason, actor
	FROM supply_move;
INSERT INTO series (station_id, kind, year, last)
	SELECT station_id, 'supply.ledger', 0, COUNT(*) FROM supply_line GROUP BY station_id;
DROP TABLE supply_move;
ALTER TABLE supply_line RENAME TO supply_move;
CREATE UNIQUE INDEX supply_move_seq ON supply_move (station_id, seq);
CREATE INDEX supply_move_item ON supply_move (item_id, seq);
CREATE INDEX supply_move_at ON supply_move (station_id, at);
CREATE INDEX supply_move_stay ON supply_move (stay_id, item_id) WHERE stay_id IS NOT NULL;
CREATE INDEX supply_move_room ON supply_move (room_id, item_id) WHERE room_id IS NOT NULL;
CREATE INDEX supply_move_slip ON supply_move (station_id, slip);

-- 报损: asked for by one, confirmed by another.
CREATE TABLE supply_write_off (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('asked', 'done', 'dropped')), cause TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
	asked_at BIGINT NOT NULL, asked_by TEXT NOT NULL, decided_at BIGINT NOT NULL DEFAULT 0, decided_by TEXT NOT NULL DEFAULT '',
	why TEXT NOT NULL DEFAULT '', slip TEXT NOT NULL DEFAULT '', CHECK (state <> 'done' OR decided_by <> asked_by));
CREATE INDEX supply_write_off_state ON supply_write_off (station_id, state, asked_at);
CREATE TABLE supply_write_off_line (
	write_off_id TEXT NOT NULL REFERENCES supply_write_off(id), lot_id TEXT NOT NULL REFERENCES supply_lot(id),
	quantity BIGINT NOT NULL CHECK (quantity > 0), PRIMARY KEY (write_off_id, lot_id));

-- 盘点 of a depot. One is open at a time. booked is what the ledger said when the item was counted.
CREATE TABLE supply_take (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL,
	depot_id TEXT NOT NULL REFERENCES supply_depot(id), state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'dropped')),
	begun_at BIGINT NOT NULL, begun_by TEXT NOT NULL, decided_at BIGINT NOT NULL DEFAULT 0, decided_by TEXT NOT NULL DEFAULT '',
	why TEXT NOT NULL DEFAULT '', slip TEXT NOT NULL DEFAULT '', CHECK (state <> 'approved' OR decided_by <> begun_by));
CREATE UNIQUE INDEX supply_take_open ON supply_take (depot_id) WHERE state = 'open';
CREATE TABLE supply_take_line (
	take_id TEXT NOT NULL REFERENCES supply_take(id), item_id TEXT NOT NULL REFERENCES supply_item(id),
	began BIGINT NOT NULL, counted BIGINT CHECK (counted >= 0), booked BIGINT, counted_at BIGINT NOT NULL DEFAULT 0,
	counted_by TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', PRIMARY KEY (take_id, item_id));

-- 短途车费, in fen. Negative for what came back; back_of is then the payment. limit_fen and article are the rule
-- under which it was paid.
CREATE TABLE supply_fare (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), number TEXT NOT NULL, at BIGINT NOT NULL,
	stay_id TEXT NOT NULL REFERENCES stay(id), person_id TEXT NOT NULL REFERENCES person(id),
	amount_fen BIGINT NOT NULL CHECK (amount_fen <> 0), way TEXT NOT NULL, back_of TEXT UNIQUE REFERENCES supply_fare(id),
	limit_fen BIGINT NOT NULL, article TEXT NOT NULL, actor TEXT NOT NULL, UNIQUE (station_id, number),
	CHECK ((amount_fen > 0) = (back_of IS NULL)));
CREATE INDEX supply_fare_stay ON supply_fare (stay_id);
CREATE INDEX supply_fare_at ON supply_fare (station_id, at);

-- +goose StatementBegin
CREATE TRIGGER supply_move_no_update BEFORE UPDATE ON supply_move BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER supply_move_no_delete BEFORE DELETE ON supply_move BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER supply_fare_no_update BEFORE UPDATE ON supply_fare BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER supply_fare_no_delete BEFORE DELETE ON supply_fare BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd
