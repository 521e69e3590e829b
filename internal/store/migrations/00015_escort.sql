-- +goose Up
-- Somebody is taken home or to another institution by staff. The stay ends when they leave the house; the escort
-- is open until they were handed over and the staff is back. What names anybody is sealed for the person.
CREATE TABLE escort (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('planned', 'left', 'handed', 'back', 'dropped')),
	institution_id TEXT REFERENCES institution(id), leaves_at BIGINT NOT NULL, arrives_at BIGINT NOT NULL, due_back BIGINT NOT NULL,
	left_at BIGINT NOT NULL DEFAULT 0, handed_at BIGINT NOT NULL DEFAULT 0, back_at BIGINT NOT NULL DEFAULT 0,
	overridden TEXT NOT NULL DEFAULT '', actor TEXT NOT NULL, updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE UNIQUE INDEX escort_one_planned ON escort (stay_id) WHERE state IN ('planned', 'left');
CREATE INDEX escort_state ON escort (station_id, state);

-- A death has its list of things to be done as well. A check cannot be changed: the rows move to tables that know it.
CREATE TABLE procedure_case_new (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), kind TEXT NOT NULL CHECK (kind IN ('missing', 'settlement', 'death')),
	opened_at BIGINT NOT NULL, opened_by TEXT NOT NULL, closed_at BIGINT NOT NULL DEFAULT 0, closed_by TEXT NOT NULL DEFAULT '',
	outcome TEXT NOT NULL DEFAULT '');
CREATE TABLE procedure_step_new (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), case_id TEXT NOT NULL REFERENCES procedure_case_new(id),
	person_id TEXT NOT NULL REFERENCES person(id), version BIGINT NOT NULL, code TEXT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL,
	sealed BYTEA NOT NULL, UNIQUE (case_id, code));
INSERT INTO procedure_case_new (id, station_id, person_id, stay_id, kind, opened_at, opened_by, closed_at, closed_by, outcome)
	SELECT id, station_id, person_id, stay_id, kind, opened_at, opened_by, closed_at, closed_by, outcome FROM procedure_case;
INSERT INTO procedure_step_new (id, station_id, case_id, person_id, version, code, at, actor, sealed)
	SELECT id, station_id, case_id, person_id, version, code, at, actor, sealed FROM procedure_step;
DROP TABLE procedure_step;
DROP TABLE procedure_case;
ALTER TABLE procedure_case_new RENAME TO procedure_case;
ALTER TABLE procedure_step_new RENAME TO procedure_step;
CREATE UNIQUE INDEX procedure_case_one_open ON procedure_case (stay_id, kind) WHERE closed_at = 0;
CREATE INDEX procedure_case_closed ON procedure_case (station_id, kind, closed_at);
