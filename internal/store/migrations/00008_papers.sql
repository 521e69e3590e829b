-- +goose Up
-- A document's number is drawn when it is issued, and the very bytes are kept.
CREATE TABLE document (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT REFERENCES person(id),
	stay_id TEXT REFERENCES stay(id), version BIGINT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL,
	issued_at BIGINT NOT NULL, actor TEXT NOT NULL, pages BIGINT NOT NULL, state TEXT NOT NULL CHECK (state IN ('issued', 'void')),
	updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL, UNIQUE (station_id, kind, number));
CREATE INDEX document_stay ON document (stay_id);
CREATE INDEX document_person ON document (person_id);
