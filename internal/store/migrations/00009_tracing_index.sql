-- +goose Up
CREATE INDEX trace_step_person ON trace_step (person_id, done_at);
CREATE INDEX trace_case_person ON trace_case (person_id);

-- A reunion closes its case.
UPDATE trace_case SET outcome = 'home', closed_at = (SELECT MAX(t.recorded_at) FROM trace_step t
	WHERE t.case_id = trace_case.id AND t.kind = 'reunion' AND t.withdrawn_at = 0)
WHERE closed_at = 0 AND EXISTS (SELECT 1 FROM trace_step t
	WHERE t.case_id = trace_case.id AND t.kind = 'reunion' AND t.withdrawn_at = 0);
