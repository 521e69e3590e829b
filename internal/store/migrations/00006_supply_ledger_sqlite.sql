-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER supply_move_no_update BEFORE UPDATE ON supply_move BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER supply_move_no_delete BEFORE DELETE ON supply_move BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd
