-- +goose Up
-- Two people who must not meet. The reason is sealed for person_id; pair is both ids, the smaller first, whichever of
-- the two that is.
CREATE TABLE separation (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	other_id TEXT NOT NULL REFERENCES person(id), pair TEXT NOT NULL, version BIGINT NOT NULL, since BIGINT NOT NULL,
	made_by TEXT NOT NULL, ended_at BIGINT NOT NULL DEFAULT 0, ended_by TEXT NOT NULL DEFAULT '', sealed BYTEA NOT NULL,
	CHECK (person_id <> other_id));
CREATE UNIQUE INDEX separation_one_open ON separation (pair) WHERE ended_at = 0;
CREATE INDEX separation_person ON separation (person_id);
CREATE INDEX separation_other ON separation (other_id);

-- A bed put up for a cold wave. While it is put away, stowed_at is when that was: it is not on the board, and
-- whoever slept there stays on record.
ALTER TABLE bed ADD COLUMN temporary SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE bed ADD COLUMN stowed_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX bed_take_bed ON bed_take (bed_id, to_at);

-- +goose StatementBegin
CREATE TRIGGER bed_take_not_stowed BEFORE INSERT ON bed_take
WHEN EXISTS (SELECT 1 FROM bed WHERE id = NEW.bed_id AND stowed_at <> 0)
BEGIN SELECT RAISE(ABORT, 'the bed is put away'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER bed_take_not_reopened_stowed BEFORE UPDATE OF to_at ON bed_take
WHEN NEW.to_at = 0 AND EXISTS (SELECT 1 FROM bed WHERE id = NEW.bed_id AND stowed_at <> 0)
BEGIN SELECT RAISE(ABORT, 'the bed is put away'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER bed_not_stowed_taken BEFORE UPDATE OF stowed_at ON bed
WHEN NEW.stowed_at <> 0 AND EXISTS (SELECT 1 FROM bed_take WHERE bed_id = NEW.id AND to_at = 0)
BEGIN SELECT RAISE(ABORT, 'somebody has the bed'); END;
-- +goose StatementEnd
