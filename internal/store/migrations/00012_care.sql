-- +goose Up
-- Where somebody is who is cared for outside the house, from when to when; to_at is 0 while it lasts. What is
-- to be said about it stands in care notes.
CREATE TABLE absence (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), kind TEXT NOT NULL CHECK (kind IN ('hospital', 'placed')),
	institution_id TEXT NOT NULL DEFAULT '', bed_held SMALLINT NOT NULL DEFAULT 0, visit_days BIGINT NOT NULL DEFAULT 0,
	from_at BIGINT NOT NULL, to_at BIGINT NOT NULL DEFAULT 0, actor TEXT NOT NULL);
CREATE UNIQUE INDEX absence_one_open ON absence (stay_id) WHERE to_at = 0;
CREATE INDEX absence_stay ON absence (stay_id, from_at);
CREATE INDEX absence_to ON absence (station_id, to_at);
INSERT INTO absence (id, station_id, person_id, stay_id, kind, bed_held, from_at, actor)
	SELECT s.id, s.station_id, s.person_id, s.id, s.state,
		CASE WHEN EXISTS (SELECT 1 FROM bed_take t WHERE t.stay_id = s.id AND t.to_at = 0) THEN 1 ELSE 0 END, s.updated_at, ''
	FROM stay s WHERE s.state IN ('hospital', 'placed');

-- Something seen, said or done in the course of a stay. Rows are never changed: what was wrong is corrected by a
-- further note. class says under which of the person's keys it is sealed.
CREATE TABLE care_note (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, kind TEXT NOT NULL,
	class TEXT NOT NULL CHECK (class IN ('person', 'health')), corrects TEXT NOT NULL DEFAULT '', at BIGINT NOT NULL,
	recorded_at BIGINT NOT NULL, actor TEXT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX care_note_stay ON care_note (stay_id, kind, at);

-- A medicine to be given, and each time it was given, refused or missed. A dose is recorded once: of two who
-- give it one is told that the other did.
CREATE TABLE medicine_order (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL DEFAULT '',
	stopped_at BIGINT NOT NULL DEFAULT 0, stopped_by TEXT NOT NULL DEFAULT '', ordered_at BIGINT NOT NULL, actor TEXT NOT NULL,
	sealed BYTEA NOT NULL);
CREATE INDEX medicine_order_stay ON medicine_order (stay_id);
CREATE TABLE medicine_dose (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	order_id TEXT NOT NULL REFERENCES medicine_order(id), version BIGINT NOT NULL, due_at BIGINT NOT NULL,
	outcome TEXT NOT NULL CHECK (outcome IN ('given', 'refused', 'missed')), at BIGINT NOT NULL, actor TEXT NOT NULL,
	withdrawn_at BIGINT NOT NULL DEFAULT 0, sealed BYTEA NOT NULL);
CREATE UNIQUE INDEX medicine_dose_once ON medicine_dose (order_id, due_at) WHERE withdrawn_at = 0;
CREATE INDEX medicine_dose_due ON medicine_dose (station_id, due_at);

-- What somebody may eat; the newest row holds. The kinds are sealed for the class, since the kitchen counts those
-- under protection as well; what names anything else is sealed for the person.
CREATE TABLE diet (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL,
	kinds BYTEA NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX diet_stay ON diet (stay_id, at);

CREATE TABLE rollcall (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), day TEXT NOT NULL, name TEXT NOT NULL,
	begun_at BIGINT NOT NULL, begun_by TEXT NOT NULL, closed_at BIGINT NOT NULL DEFAULT 0, closed_by TEXT NOT NULL DEFAULT '',
	UNIQUE (station_id, day, name));
CREATE TABLE rollcall_mark (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), rollcall_id TEXT NOT NULL REFERENCES rollcall(id),
	person_id TEXT NOT NULL REFERENCES person(id), stay_id TEXT NOT NULL REFERENCES stay(id),
	state TEXT NOT NULL CHECK (state IN ('present', 'outing', 'hospital', 'missing')), at BIGINT NOT NULL, actor TEXT NOT NULL,
	UNIQUE (rollcall_id, stay_id));
CREATE INDEX rollcall_mark_stay ON rollcall_mark (stay_id, at);

-- A matter with a list of things to be done: somebody is missing, somebody is to be settled. The list is data.
CREATE TABLE procedure_case (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), kind TEXT NOT NULL CHECK (kind IN ('missing', 'settlement')),
	opened_at BIGINT NOT NULL, opened_by TEXT NOT NULL, closed_at BIGINT NOT NULL DEFAULT 0, closed_by TEXT NOT NULL DEFAULT '',
	outcome TEXT NOT NULL DEFAULT '');
CREATE UNIQUE INDEX procedure_case_one_open ON procedure_case (stay_id, kind) WHERE closed_at = 0;
CREATE INDEX procedure_case_closed ON procedure_case (station_id, kind, closed_at);
CREATE TABLE procedure_step (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), case_id TEXT NOT NULL REFERENCES procedure_case(id),
	person_id TEXT NOT NULL REFERENCES person(id), version BIGINT NOT NULL, code TEXT NOT NULL, at BIGINT NOT NULL, actor TEXT NOT NULL,
	sealed BYTEA NOT NULL, UNIQUE (case_id, code));

CREATE TABLE outing (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, left_at BIGINT NOT NULL, due_at BIGINT NOT NULL,
	back_at BIGINT NOT NULL DEFAULT 0, actor TEXT NOT NULL, back_by TEXT NOT NULL DEFAULT '', sealed BYTEA NOT NULL);
CREATE UNIQUE INDEX outing_one_open ON outing (stay_id) WHERE back_at = 0;
CREATE INDEX outing_stay ON outing (stay_id, left_at);
CREATE INDEX outing_back ON outing (station_id, back_at);

-- Who visits somebody is sealed for that person; who visits the house, for the class.
CREATE TABLE visitor (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT REFERENCES person(id),
	stay_id TEXT REFERENCES stay(id), version BIGINT NOT NULL, came_at BIGINT NOT NULL, left_at BIGINT NOT NULL DEFAULT 0,
	actor TEXT NOT NULL, sealed BYTEA NOT NULL);
CREATE INDEX visitor_came ON visitor (station_id, came_at);

CREATE TABLE rota_done (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), room_id TEXT NOT NULL, job TEXT NOT NULL,
	at BIGINT NOT NULL, actor TEXT NOT NULL);
CREATE INDEX rota_done_room ON rota_done (station_id, room_id, job, at);

CREATE TABLE duty (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), account_id TEXT NOT NULL REFERENCES account(id),
	version BIGINT NOT NULL, day TEXT NOT NULL, shift TEXT NOT NULL, post TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL,
	cancelled_at BIGINT NOT NULL DEFAULT 0, actor TEXT NOT NULL, updated_at BIGINT NOT NULL);
CREATE UNIQUE INDEX duty_once ON duty (account_id, day, shift) WHERE cancelled_at = 0;
CREATE INDEX duty_from ON duty (station_id, from_at);
CREATE TABLE duty_swap (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), duty_id TEXT NOT NULL REFERENCES duty(id),
	back_id TEXT REFERENCES duty(id), from_account TEXT NOT NULL REFERENCES account(id), to_account TEXT NOT NULL REFERENCES account(id),
	state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'withdrawn')), asked_at BIGINT NOT NULL,
	decided_at BIGINT NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX duty_swap_open ON duty_swap (duty_id) WHERE state = 'asked';

-- Stations, hospitals and homes with which the station deals. Nothing about a person.
CREATE TABLE institution (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), version BIGINT NOT NULL, kind TEXT NOT NULL,
	name TEXT NOT NULL, region TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '',
	contact TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', active SMALLINT NOT NULL DEFAULT 1, updated_at BIGINT NOT NULL,
	UNIQUE (station_id, kind, name));

-- Money spent, in fen. Rows are never changed: what was wrong is cancelled by a counter-entry, once.
CREATE TABLE cost (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT REFERENCES person(id),
	stay_id TEXT REFERENCES stay(id), version BIGINT NOT NULL, kind TEXT NOT NULL, amount BIGINT NOT NULL CHECK (amount <> 0),
	voucher TEXT NOT NULL, institution_id TEXT REFERENCES institution(id), day TEXT NOT NULL, recorded_at BIGINT NOT NULL,
	actor TEXT NOT NULL, cancels TEXT REFERENCES cost(id), sealed BYTEA NOT NULL);
CREATE UNIQUE INDEX cost_cancelled_once ON cost (cancels) WHERE cancels IS NOT NULL;
CREATE INDEX cost_day ON cost (station_id, day);
CREATE INDEX cost_stay ON cost (stay_id);

CREATE TABLE extension (
	id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES station(id), person_id TEXT NOT NULL REFERENCES person(id),
	stay_id TEXT NOT NULL REFERENCES stay(id), version BIGINT NOT NULL, until_at BIGINT NOT NULL, asked_at BIGINT NOT NULL,
	asked_by TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'withdrawn')),
	decided_at BIGINT NOT NULL DEFAULT 0, decided_by TEXT NOT NULL DEFAULT '', filed_day TEXT NOT NULL DEFAULT '', sealed BYTEA NOT NULL);
CREATE UNIQUE INDEX extension_one_open ON extension (stay_id) WHERE state = 'asked';
CREATE INDEX extension_stay ON extension (stay_id, asked_at);
