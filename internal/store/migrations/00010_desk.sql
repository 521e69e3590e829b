-- +goose Up
-- bed: taken into the house. spot: aided on the spot and gone, 不住站救助.
ALTER TABLE stay ADD COLUMN kind TEXT NOT NULL DEFAULT 'bed' CHECK (kind IN ('bed', 'spot'));
-- Those who came together, a family or a group, share a party.
ALTER TABLE stay ADD COLUMN party TEXT NOT NULL DEFAULT '';
CREATE INDEX stay_party ON stay (station_id, party) WHERE party <> '';

-- Two files are of one person (same), or were looked at and are of two (apart). Files are never merged: a link
-- is ended with a reason, and both are as they were. person_id is the smaller of the two.
CREATE TABLE person_link (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	other_id TEXT NOT NULL REFERENCES person(id), kind TEXT NOT NULL CHECK (kind IN ('same', 'apart')), version BIGINT NOT NULL,
	made_at BIGINT NOT NULL, made_by TEXT NOT NULL, ended_at BIGINT NOT NULL DEFAULT 0, ended_by TEXT NOT NULL DEFAULT '',
	updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL, CHECK (person_id < other_id));
CREATE UNIQUE INDEX person_link_open ON person_link (person_id, other_id) WHERE ended_at = 0;
CREATE INDEX person_link_other ON person_link (other_id);

-- A call or visit by which what somebody said was checked. 核查
CREATE TABLE inquiry (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, at BIGINT NOT NULL, next_at BIGINT NOT NULL DEFAULT 0,
	followed_at BIGINT NOT NULL DEFAULT 0, actor TEXT NOT NULL, updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX inquiry_stay ON inquiry (stay_id);
CREATE INDEX inquiry_next ON inquiry (station_id, next_at) WHERE next_at > 0 AND followed_at = 0;

CREATE TABLE signature (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, purpose TEXT NOT NULL,
	method TEXT NOT NULL CHECK (method IN ('signed', 'fingerprint', 'refused')), at BIGINT NOT NULL, actor TEXT NOT NULL,
	updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX signature_stay ON signature (stay_id);

-- What a picture looks like in a few bits, to know the same picture again.
CREATE TABLE photo_hash (
	id TEXT PRIMARY KEY REFERENCES photo(id), station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL,
	sealed BYTEA NOT NULL);

-- A shift that was handed over, with its list as it stood. 交接班
CREATE TABLE handover (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL, from_at BIGINT NOT NULL,
	to_at BIGINT NOT NULL, actor TEXT NOT NULL, taken_by TEXT NOT NULL, updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX handover_to ON handover (station_id, to_at);

-- A family reports somebody missing. 家属走失登记
CREATE TABLE report (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), number TEXT NOT NULL, version BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('open', 'closed')), received_at BIGINT NOT NULL, closed_at BIGINT NOT NULL DEFAULT 0,
	actor TEXT NOT NULL, updated_at BIGINT NOT NULL, sealed BYTEA NOT NULL, UNIQUE (station_id, number));
CREATE INDEX report_state ON report (station_id, state);
