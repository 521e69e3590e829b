-- +goose Up
-- Clear columns hold ids, times, states and the codes that rules and joins need; everything said about a
-- person is in the sealed ones.
CREATE TABLE person (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL,
	created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, sex TEXT NOT NULL,
	identity TEXT NOT NULL CHECK (identity IN ('unknown', 'claimed', 'proven')), protected SMALLINT NOT NULL DEFAULT 0,
	sealed BYTEA NOT NULL);

-- Destroying a person's rows here is erasing the person.
CREATE TABLE record_key (
	person_id TEXT NOT NULL REFERENCES person(id), class TEXT NOT NULL, wrapped BYTEA NOT NULL,
	PRIMARY KEY (person_id, class));

-- The record keys of a person under protection, for each named officer alone.
CREATE TABLE record_grant (
	person_id TEXT NOT NULL REFERENCES person(id), class TEXT NOT NULL, holder TEXT NOT NULL, wrapped BYTEA NOT NULL,
	granted_by TEXT NOT NULL, granted_at BIGINT NOT NULL, PRIMARY KEY (person_id, class, holder));

CREATE TABLE blind (
	station_id TEXT NOT NULL REFERENCES station(id), kind TEXT NOT NULL, digest BYTEA NOT NULL, person_id TEXT NOT NULL REFERENCES person(id),
	PRIMARY KEY (station_id, kind, digest, person_id));
CREATE INDEX blind_person ON blind (person_id);

CREATE TABLE revision (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	tbl TEXT NOT NULL, row_id TEXT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL,
	class TEXT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX revision_person ON revision (person_id, at);

CREATE TABLE stay (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	version BIGINT NOT NULL, slip TEXT NOT NULL, number TEXT,
	state TEXT NOT NULL CHECK (state IN ('in', 'hospital', 'placed', 'left', 'refused')),
	came_by TEXT NOT NULL, arrived_at BIGINT NOT NULL, registered_at BIGINT NOT NULL,
	left_at BIGINT NOT NULL DEFAULT 0, leave_kind TEXT NOT NULL DEFAULT '', ends_by BIGINT NOT NULL DEFAULT 0,
	updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL, health BYTEA NOT NULL);
CREATE UNIQUE INDEX stay_number ON stay (station_id, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX stay_one_open ON stay (person_id) WHERE state IN ('in', 'hospital', 'placed');
CREATE INDEX stay_person ON stay (person_id, arrived_at);
CREATE INDEX stay_state ON stay (station_id, state);

CREATE TABLE draft (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), slip TEXT NOT NULL, owner TEXT NOT NULL,
	version BIGINT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
	created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX draft_state ON draft (station_id, state);

CREATE TABLE belonging (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, bag TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('kept', 'returned', 'handed_over')), kept_at BIGINT NOT NULL,
	returned_at BIGINT NOT NULL DEFAULT 0, updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX belonging_stay ON belonging (stay_id);

-- A photo belongs to a draft until its person exists.
CREATE TABLE photo (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT REFERENCES person(id),
	stay_id TEXT REFERENCES stay(id), draft_id TEXT REFERENCES draft(id), version BIGINT NOT NULL, kind TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('kept', 'removed')), taken_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
	sealed BYTEA NOT NULL, thumb BYTEA NOT NULL);
CREATE INDEX photo_person ON photo (person_id);
CREATE INDEX photo_draft ON photo (draft_id);
