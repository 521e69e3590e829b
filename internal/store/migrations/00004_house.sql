-- +goose Up
CREATE TABLE house (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), name TEXT NOT NULL, position BIGINT NOT NULL);

CREATE TABLE zone (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), house_id TEXT NOT NULL REFERENCES house(id),
	name TEXT NOT NULL, position BIGINT NOT NULL);

CREATE TABLE room (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), zone_id TEXT NOT NULL REFERENCES zone(id),
	name TEXT NOT NULL, sex TEXT NOT NULL CHECK (sex IN ('1', '2', 'any')),
	purpose TEXT NOT NULL CHECK (purpose IN ('ordinary', 'minor', 'family', 'isolation', 'watch')), position BIGINT NOT NULL);

CREATE TABLE bed (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), room_id TEXT NOT NULL REFERENCES room(id),
	name TEXT NOT NULL, lower_bunk SMALLINT NOT NULL DEFAULT 1, position BIGINT NOT NULL, version BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('ready', 'held', 'cleaning', 'out_of_order')), note TEXT NOT NULL DEFAULT '',
	updated_at BIGINT NOT NULL, UNIQUE (station_id, name));

-- Who slept where, from when to when; to_at is 0 while it lasts. The two partial indexes are the promise that
-- a bed is never given twice and nobody has two.
CREATE TABLE bed_take (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), bed_id TEXT NOT NULL REFERENCES bed(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), person_id TEXT NOT NULL REFERENCES person(id), version BIGINT NOT NULL,
	from_at BIGINT NOT NULL, to_at BIGINT NOT NULL DEFAULT 0, actor TEXT NOT NULL, overridden TEXT NOT NULL DEFAULT '',
	sealed BYTEA NOT NULL);
CREATE UNIQUE INDEX bed_take_one_person ON bed_take (bed_id) WHERE to_at = 0;
CREATE UNIQUE INDEX bed_take_one_bed ON bed_take (stay_id) WHERE to_at = 0;
CREATE INDEX bed_take_stay ON bed_take (stay_id, from_at);
