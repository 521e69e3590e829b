-- +goose Up
CREATE TABLE station (
	id TEXT PRIMARY KEY, created_at BIGINT NOT NULL, founder TEXT NOT NULL, demo SMALLINT NOT NULL DEFAULT 0,
	name TEXT NOT NULL, code TEXT NOT NULL, address TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '');

CREATE TABLE setting (
	station_id TEXT NOT NULL REFERENCES station(id), name TEXT NOT NULL, value TEXT NOT NULL, updated_at BIGINT NOT NULL,
	PRIMARY KEY (station_id, name));

CREATE TABLE series (
	station_id TEXT NOT NULL REFERENCES station(id), kind TEXT NOT NULL, year BIGINT NOT NULL, last BIGINT NOT NULL,
	PRIMARY KEY (station_id, kind, year));

CREATE TABLE changes (
	station_id TEXT NOT NULL, seq BIGINT NOT NULL, tbl TEXT NOT NULL, row_id TEXT NOT NULL, at BIGINT NOT NULL,
	PRIMARY KEY (station_id, seq));

CREATE TABLE account (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), name TEXT NOT NULL, display TEXT NOT NULL,
	sex TEXT NOT NULL DEFAULT '', roles TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
	public_key TEXT NOT NULL, private_key BYTEA NOT NULL, pin BYTEA,
	failed BIGINT NOT NULL DEFAULT 0, locked_until BIGINT NOT NULL DEFAULT 0,
	created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, UNIQUE (station_id, name));

-- The sheet in the safe: a key pair like an account's, opened by the printed code.
CREATE TABLE recovery (
	station_id TEXT PRIMARY KEY REFERENCES station(id), public_key TEXT NOT NULL, private_key BYTEA NOT NULL, made_at BIGINT NOT NULL);

-- holder is an account's id or 'recovery'.
CREATE TABLE key_grant (
	station_id TEXT NOT NULL REFERENCES station(id), holder TEXT NOT NULL, class TEXT NOT NULL, wrapped BYTEA NOT NULL,
	granted_by TEXT NOT NULL, granted_at BIGINT NOT NULL, PRIMARY KEY (station_id, holder, class));

CREATE TABLE audit (
	station_id TEXT NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
	tbl TEXT NOT NULL, target TEXT NOT NULL, person_id TEXT NOT NULL, detail TEXT NOT NULL, sealed BYTEA,
	doubt TEXT NOT NULL, prev BYTEA NOT NULL, hash BYTEA NOT NULL, PRIMARY KEY (station_id, seq));
CREATE INDEX audit_person ON audit (station_id, person_id, seq);

CREATE TABLE audit_head (
	station_id TEXT PRIMARY KEY, seq BIGINT NOT NULL, at BIGINT NOT NULL, hash BYTEA NOT NULL);
