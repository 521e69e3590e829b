-- +goose Up
CREATE TABLE clock_rule (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), code TEXT NOT NULL, position BIGINT NOT NULL,
	body TEXT NOT NULL, updated_at BIGINT NOT NULL, updated_by TEXT NOT NULL);

CREATE TABLE trace_case (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, opened_at BIGINT NOT NULL,
	closed_at BIGINT NOT NULL DEFAULT 0, outcome TEXT NOT NULL DEFAULT '', updated_at BIGINT NOT NULL);
CREATE UNIQUE INDEX trace_case_one_open ON trace_case (person_id) WHERE closed_at = 0;

CREATE TABLE trace_step (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), case_id TEXT NOT NULL REFERENCES trace_case(id),
	person_id TEXT NOT NULL REFERENCES person(id), version BIGINT NOT NULL, kind TEXT NOT NULL, done_at BIGINT NOT NULL,
	recorded_at BIGINT NOT NULL, actor TEXT NOT NULL, withdrawn_at BIGINT NOT NULL DEFAULT 0, sealed BYTEA NOT NULL);
CREATE INDEX trace_step_case ON trace_step (case_id, done_at);
