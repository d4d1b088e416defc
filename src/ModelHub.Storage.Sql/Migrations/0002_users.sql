CREATE TABLE users (
    id {{id}},
    name text {{ordinal}} NOT NULL,
    email text,
    -- The address in lower case: one address is one account, however it is written.
    email_key text {{ordinal}},
    password_hash text NOT NULL,
    role text NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT users_name UNIQUE (name),
    CONSTRAINT users_email UNIQUE (email_key)
);
