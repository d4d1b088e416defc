-- Times are Unix milliseconds in UTC. JSON is kept as text. Tokens in double braces differ by database:
-- {{id}} is the column type of a generated 64-bit key, {{ordinal}} compares text byte by byte.
CREATE TABLE models (
    id {{id}},
    owner text {{ordinal}} NOT NULL,
    name text {{ordinal}} NOT NULL,
    display_name text NOT NULL,
    description text NOT NULL,
    framework text NOT NULL,
    task_type text NOT NULL,
    tags text NOT NULL,
    license text NOT NULL,
    visibility text {{ordinal}} NOT NULL,
    current_version text,
    downloads bigint NOT NULL DEFAULT 0,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT models_name UNIQUE (owner, name)
);

-- Lists go by falling id: what everybody may see, and what one owner has.
CREATE INDEX models_by_visibility ON models (visibility, id);
CREATE INDEX models_by_owner ON models (owner, visibility, id);

CREATE TABLE model_versions (
    id {{id}},
    model_id bigint NOT NULL REFERENCES models (id) ON DELETE CASCADE,
    version text NOT NULL,
    sort_key text {{ordinal}} NOT NULL,
    is_prerelease integer NOT NULL,
    state text {{ordinal}} NOT NULL,
    format text NOT NULL,
    entry_file text NOT NULL,
    signature text,
    changelog text NOT NULL,
    metadata text NOT NULL,
    metrics text NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT model_versions_number UNIQUE (model_id, sort_key)
);

-- Finds a model's current version: the highest ready release, else the highest ready prerelease.
CREATE INDEX model_versions_by_precedence ON model_versions (model_id, state, is_prerelease, sort_key DESC);

CREATE TABLE model_files (
    version_id bigint NOT NULL REFERENCES model_versions (id) ON DELETE CASCADE,
    path text {{ordinal}} NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    media_type text NOT NULL,
    PRIMARY KEY (version_id, path)
);

CREATE TABLE model_aliases (
    model_id bigint NOT NULL REFERENCES models (id) ON DELETE CASCADE,
    name text {{ordinal}} NOT NULL,
    version_id bigint NOT NULL REFERENCES model_versions (id) ON DELETE CASCADE,
    updated_at bigint NOT NULL,
    updated_by text NOT NULL,
    PRIMARY KEY (model_id, name)
);

CREATE INDEX model_aliases_by_version ON model_aliases (version_id);
