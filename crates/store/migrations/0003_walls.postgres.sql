-- The second wall: rows of other programs do not exist for a transaction that did not name its programs (`rapport.programs`: ids
-- separated by commas, or * for the system). It binds the tables' owner too; only a superuser passes it. Full text stays outside: no index can
-- serve its operator behind such a wall, and it holds no words to read; every search joins conversations, which are inside.
CREATE FUNCTION within_wall(program TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('rapport.programs', true), '') = '*'
        OR program = ANY (string_to_array(coalesce(current_setting('rapport.programs', true), ''), ','))
$$;
-- Asked once a statement, not once a row: a figure adds up hundreds of thousands of them.
CREATE FUNCTION named_programs() RETURNS TEXT[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_to_array(coalesce(current_setting('rapport.programs', true), ''), ',')
$$;
DO $$
DECLARE name TEXT;
BEGIN
    FOREACH name IN ARRAY ARRAY['teams', 'agents', 'signoffs', 'conversations', 'marks', 'skills', 'episodes', 'evaluations', 'cases', 'samples', 'reviews', 'disputes', 'exclusions', 'calibrations'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY wall ON %I USING ((SELECT ''*'' = ANY (named_programs())) OR program_id = ANY ((SELECT named_programs())::TEXT[])) WITH CHECK (within_wall(program_id))', name);
    END LOOP;
END $$;
-- Forms without a program are for all.
ALTER TABLE scorecards ENABLE ROW LEVEL SECURITY;
ALTER TABLE scorecards FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON scorecards USING (program_id IS NULL OR within_wall(program_id)) WITH CHECK (within_wall(program_id));

-- The audit log grows and never changes; its chain tells where somebody with the owner's rights changed it all the same.
CREATE FUNCTION audit_stays() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log cannot be changed';
END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();
