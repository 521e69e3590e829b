-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER cost_no_update BEFORE UPDATE ON cost BEGIN SELECT RAISE(ABORT, 'costs are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cost_no_delete BEFORE DELETE ON cost BEGIN SELECT RAISE(ABORT, 'costs are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER care_note_no_update BEFORE UPDATE ON care_note BEGIN SELECT RAISE(ABORT, 'care notes are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER care_note_no_delete BEFORE DELETE ON care_note BEGIN SELECT RAISE(ABORT, 'care notes are append-only'); END;
-- +goose StatementEnd
