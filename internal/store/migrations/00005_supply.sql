-- +goose Up
CREATE TABLE supply_item (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL, kind TEXT NOT NULL,
	name TEXT NOT NULL, size TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL, reorder BIGINT NOT NULL DEFAULT 0,
	stock BIGINT NOT NULL DEFAULT 0 CHECK (stock >= 0), active SMALLINT NOT NULL DEFAULT 1, updated_at BIGINT NOT NULL,
	UNIQUE (station_id, name, size));

-- The ledger: quantity is positive for what came in. Rows are never changed.
CREATE TABLE supply_move (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), item_id TEXT NOT NULL REFERENCES supply_item(id),
	at BIGINT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('receive', 'issue', 'return', 'adjust')),
	quantity BIGINT NOT NULL CHECK (quantity <> 0), stay_id TEXT REFERENCES stay(id), person_id TEXT REFERENCES person(id),
	slip TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL);
CREATE INDEX supply_move_item ON supply_move (item_id, at);
CREATE INDEX supply_move_stay ON supply_move (stay_id);
