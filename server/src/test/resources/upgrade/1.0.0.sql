-- What imgmill 1.0.0 left in its database (migrations V1 to V9): pg_dump 15 --inserts --no-owner --no-privileges, without comments. Five
-- batches were handed in with a key: one that ended with errors (images stored, one 404, one row that is no URL), one that waits
-- for a host that said "Retry-After", one cancelled, one paused, one deleted. One delivery was taken, another waits for its next try.
-- Ports 18099 stand for the host of the images and the receiver of the webhooks; a test puts the real one in their place.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.api_key (
    id uuid NOT NULL,
    name text NOT NULL,
    starts text NOT NULL,
    digest bytea NOT NULL,
    scopes text[] NOT NULL,
    seeded boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone
);
CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    key_id uuid,
    name text NOT NULL,
    address text NOT NULL,
    method text NOT NULL,
    path text NOT NULL,
    status integer NOT NULL,
    made text
);
ALTER TABLE public.audit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.batch (
    id uuid NOT NULL,
    name text NOT NULL,
    face text NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    priority smallint DEFAULT 0 NOT NULL,
    token text NOT NULL,
    recipe jsonb NOT NULL,
    header jsonb NOT NULL,
    warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
    rows integer DEFAULT 0 NOT NULL,
    lanes integer DEFAULT 0 NOT NULL,
    next_lane integer DEFAULT 0 NOT NULL,
    total integer DEFAULT 0 NOT NULL,
    distinct_images integer DEFAULT 0 NOT NULL,
    pending integer DEFAULT 0 NOT NULL,
    processed integer DEFAULT 0 NOT NULL,
    stored integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    bytes_in bigint DEFAULT 0 NOT NULL,
    bytes_out bigint DEFAULT 0 NOT NULL,
    rate double precision DEFAULT 0 NOT NULL,
    rate_at timestamp with time zone DEFAULT now() NOT NULL,
    max_failures integer,
    max_failure_percent double precision,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    deleted_at timestamp with time zone,
    owner uuid,
    formula_cells integer DEFAULT 0 NOT NULL,
    CONSTRAINT batch_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'paused'::text, 'completed'::text, 'completed_with_errors'::text, 'failed'::text, 'cancelled'::text])))
)
WITH (fillfactor='50');
CREATE TABLE public.delivery (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    event text NOT NULL,
    payload text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone DEFAULT now(),
    copy_of uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'given_up'::text, 'dropped'::text])))
);
CREATE TABLE public.delivery_attempt (
    delivery_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    status integer,
    error text,
    ms integer NOT NULL,
    excerpt text
);
CREATE TABLE public.failed_image (
    batch_id uuid NOT NULL,
    lane integer NOT NULL,
    image_no integer NOT NULL
);
CREATE TABLE public.failure (
    batch_id uuid NOT NULL,
    code smallint NOT NULL,
    host text NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE public.gone (
    token text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.host (
    authority text NOT NULL,
    resume_at timestamp with time zone,
    failures integer DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.idempotency_key (
    owner text NOT NULL,
    key text NOT NULL,
    digest bytea NOT NULL,
    batch_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.image (
    batch_id uuid NOT NULL,
    lane integer NOT NULL,
    image_no integer NOT NULL,
    row_no integer NOT NULL,
    "position" integer NOT NULL,
    uses integer NOT NULL,
    status smallint DEFAULT 0 NOT NULL,
    code smallint,
    http_status smallint,
    attempts smallint DEFAULT 0 NOT NULL,
    format smallint,
    width integer,
    height integer,
    bytes_in integer,
    bytes_out integer,
    ms integer,
    retry_at timestamp with time zone,
    throttled_at timestamp with time zone,
    ended_at timestamp with time zone,
    detail text,
    url text NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.key_usage (
    key_id uuid NOT NULL,
    what text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    used bigint NOT NULL
);
CREATE TABLE public.lane (
    batch_id uuid NOT NULL,
    lane integer NOT NULL,
    host text NOT NULL,
    part integer NOT NULL
);
CREATE TABLE public.link_secret (
    id boolean DEFAULT true NOT NULL,
    secret bytea NOT NULL,
    CONSTRAINT link_secret_id_check CHECK (id)
);
CREATE TABLE public.node (
    name text NOT NULL,
    lanes integer NOT NULL,
    said_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.product (
    batch_id uuid NOT NULL,
    row_no integer NOT NULL,
    line bigint NOT NULL,
    cells text[] NOT NULL,
    images bigint[] NOT NULL,
    problems jsonb
);
CREATE TABLE public.scheduled_tasks (
    task_name text NOT NULL COLLATE pg_catalog."C",
    task_instance text NOT NULL COLLATE pg_catalog."C",
    task_data bytea,
    execution_time timestamp with time zone,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint
);
CREATE TABLE public.session (
    digest bytea NOT NULL,
    key_id uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.upkeep_tasks (
    task_name text NOT NULL COLLATE pg_catalog."C",
    task_instance text NOT NULL COLLATE pg_catalog."C",
    task_data bytea,
    execution_time timestamp with time zone,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint
);
CREATE TABLE public.webhook (
    id uuid NOT NULL,
    batch_id uuid NOT NULL,
    url text NOT NULL,
    secret bytea,
    events text[] NOT NULL,
    body text NOT NULL,
    face text NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    global boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT webhook_body_check CHECK ((body = ANY (ARRAY['standard'::text, 'flat'::text]))),
    CONSTRAINT webhook_state_check CHECK ((state = ANY (ARRAY['active'::text, 'gone'::text, 'removed'::text])))
);
INSERT INTO public.api_key VALUES
	('604e0529-7a46-4d85-95d8-ac703236b823', 'imgmill.auth.admin-key', '', '\x67eef1be0900b94b3fe95245bb53591b59d36b9a726120d8dbdee267d973278a', '{admin}', true, '2026-11-27 11:51:48.492496+00', '2026-11-27 11:51:56.921714+00', NULL),
	('a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', 'im_YKPF3', '\xedd98f816b4b2b2eb99944683f4679d68f2d5169de020a566ee50a96f865286b', '{read,write}', false, '2026-11-27 11:51:57.030183+00', '2026-11-27 11:51:58.03776+00', NULL);
INSERT INTO public.audit OVERRIDING SYSTEM VALUE VALUES
	(1, '2026-11-27 11:51:57.306824+00', '604e0529-7a46-4d85-95d8-ac703236b823', 'imgmill.auth.admin-key', '127.0.0.1', 'POST', '/v1/keys', 201, '/v1/keys/a3cb1d38-4e10-4b01-9c11-4ab477af774e'),
	(2, '2026-11-27 11:51:58.661809+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'POST', '/v1/batches', 202, '/v1/batches/01a21cd9-141f-773a-ad18-6ec8781abe18'),
	(3, '2026-11-27 11:51:59.338522+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'POST', '/v1/batches', 202, '/v1/batches/01a21cd9-17c9-779d-b12b-56e7c644e90a'),
	(4, '2026-11-27 11:51:59.784676+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'POST', '/v1/batches', 202, '/v1/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29'),
	(5, '2026-11-27 11:52:00.156672+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'POST', '/v1/batches', 202, '/v1/batches/01a21cd9-1b62-7c5a-be89-e9467c1f9594'),
	(6, '2026-11-27 11:52:00.341686+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'POST', '/v1/batches', 202, '/v1/batches/01a21cd9-1be2-780b-b8b3-681b2161755d'),
	(7, '2026-11-27 11:52:03.026975+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'POST', '/v1/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29/cancel', 200, NULL),
	(8, '2026-11-27 11:52:03.700665+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'POST', '/v1/batches/01a21cd9-1b62-7c5a-be89-e9467c1f9594/pause', 200, NULL),
	(9, '2026-11-27 11:52:04.416841+00', 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'shop', '127.0.0.1', 'DELETE', '/v1/batches/01a21cd9-1be2-780b-b8b3-681b2161755d', 204, NULL);
INSERT INTO public.batch VALUES
	('01a21cd9-17c9-779d-b12b-56e7c644e90a', 'slow', 'v1', 'processing', 0, 'cc192cf7d3a069397175f3563342cb03', '{"scale": null, "chroma": "FOLD", "format": "WEBP", "quality": 50, "maxWidth": 100, "metadata": "STRIP", "onLarger": "KEEP_ORIGINAL", "maxHeight": null, "background": 16777215}', '{"name": 1, "urls": 2, "serial": 0, "columns": ["S. No.", "Product Name", "Input Image Urls"], "dialect": {"delimiter": ",", "byteOrderMark": false}}', '[]', 2, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0, '2026-11-27 11:51:59.20965+00', NULL, NULL, '2026-11-27 11:51:59.20965+00', '2026-11-27 11:51:59.342548+00', '2026-11-27 11:51:59.342548+00', NULL, NULL, 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 0),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 'a.csv', 'v1', 'completed_with_errors', 0, '8bd2822c7a41b1af7de9c6ecd4cebd48', '{"scale": null, "chroma": "FOLD", "format": "KEEP", "quality": 50, "maxWidth": null, "metadata": "STRIP", "onLarger": "KEEP_ORIGINAL", "maxHeight": null, "background": 16777215}', '{"name": 1, "urls": 2, "serial": 0, "columns": ["S. No.", "Product Name", "Input Image Urls"], "dialect": {"delimiter": ",", "byteOrderMark": false}}', '[]', 4, 2, 2, 5, 4, 0, 5, 3, 2, 399856, 48902, 0.4517866578503308, '2026-11-27 11:52:00.537758+00', NULL, NULL, '2026-11-27 11:51:58.223666+00', '2026-11-27 11:52:00.537758+00', '2026-11-27 11:51:58.458771+00', '2026-11-27 11:52:00.537758+00', NULL, 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 1),
	('01a21cd9-198f-70b3-91fe-f5f7281b2b29', 'cancelled', 'v1', 'cancelled', 0, 'fa8ee37b881931fa0742eebe060b2ce2', '{"scale": null, "chroma": "FOLD", "format": "KEEP", "quality": 50, "maxWidth": null, "metadata": "STRIP", "onLarger": "KEEP_ORIGINAL", "maxHeight": null, "background": 16777215}', '{"name": 1, "urls": 2, "serial": 0, "columns": ["S. No.", "Product Name", "Input Image Urls"], "dialect": {"delimiter": ",", "byteOrderMark": false}}', '[]', 2, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0, '2026-11-27 11:51:59.678574+00', NULL, NULL, '2026-11-27 11:51:59.678574+00', '2026-11-27 11:52:02.926443+00', NULL, '2026-11-27 11:52:02.926443+00', NULL, 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 0),
	('01a21cd9-1b62-7c5a-be89-e9467c1f9594', 'paused', 'v1', 'paused', 0, '4bcab5573455d49f6253b04cfc42d314', '{"scale": null, "chroma": "FOLD", "format": "KEEP", "quality": 50, "maxWidth": null, "metadata": "STRIP", "onLarger": "KEEP_ORIGINAL", "maxHeight": null, "background": 16777215}', '{"name": 1, "urls": 2, "serial": 0, "columns": ["S. No.", "Product Name", "Input Image Urls"], "dialect": {"delimiter": ",", "byteOrderMark": false}}', '[]', 2, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0, 0, '2026-11-27 11:52:00.103167+00', NULL, NULL, '2026-11-27 11:52:00.103167+00', '2026-11-27 11:52:03.662597+00', NULL, NULL, NULL, 'a3cb1d38-4e10-4b01-9c11-4ab477af774e', 0);
INSERT INTO public.delivery VALUES
	('3e193bcc-c426-465e-b981-6ec2c7fc740c', '7b399b50-1df7-4248-90ac-00884decd40f', '01a21cd9-141f-773a-ad18-6ec8781abe18', 'batch.completed_with_errors', '{"type":"batch.completed_with_errors","timestamp":"2026-11-27T11:52:00.537Z","data":{"id":"01a21cd9-141f-773a-ad18-6ec8781abe18","name":"a.csv","status":"completed_with_errors","counts":{"total":5,"processed":5,"stored":3,"failed":2,"distinct":4},"completion_percentage":100.0,"bytes_in":399856,"bytes_out":48902,"created_at":"2026-11-27T11:51:58.223Z","started_at":"2026-11-27T11:51:58.458Z","finished_at":"2026-11-27T11:52:00.537Z","links":{"self":"http://localhost:18080/v1/batches/01a21cd9-141f-773a-ad18-6ec8781abe18","results_csv":"http://localhost:18080/v1/batches/01a21cd9-141f-773a-ad18-6ec8781abe18/results.csv","errors_csv":"http://localhost:18080/v1/batches/01a21cd9-141f-773a-ad18-6ec8781abe18/errors.csv","results_zip":"http://localhost:18080/v1/batches/01a21cd9-141f-773a-ad18-6ec8781abe18/results.zip","page":"http://localhost:18080/batches/01a21cd9-141f-773a-ad18-6ec8781abe18"}}}', 'delivered', 1, NULL, NULL, '2026-11-27 11:52:00.58105+00'),
	('a84b3c47-c37c-45ab-bf90-d4f6aa93a573', 'df2769a9-9643-46b4-9158-b9c7f60e4bc9', '01a21cd9-198f-70b3-91fe-f5f7281b2b29', 'batch.cancelled', '{"type":"batch.cancelled","timestamp":"2026-11-27T11:52:02.926Z","data":{"id":"01a21cd9-198f-70b3-91fe-f5f7281b2b29","name":"cancelled","status":"cancelled","counts":{"total":2,"processed":0,"stored":0,"failed":0,"distinct":2},"completion_percentage":0.0,"bytes_in":0,"bytes_out":0,"created_at":"2026-11-27T11:51:59.678Z","started_at":null,"finished_at":"2026-11-27T11:52:02.926Z","links":{"self":"http://localhost:18080/v1/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29","results_csv":"http://localhost:18080/v1/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29/results.csv","errors_csv":"http://localhost:18080/v1/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29/errors.csv","results_zip":"http://localhost:18080/v1/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29/results.zip","page":"http://localhost:18080/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29"}}}', 'waiting', 2, '2026-11-27 11:52:20.703951+00', NULL, '2026-11-27 11:52:02.959951+00');
INSERT INTO public.delivery_attempt VALUES
	('3e193bcc-c426-465e-b981-6ec2c7fc740c', 1, '2026-11-27 11:52:00.622586+00', 200, NULL, 48, ''),
	('a84b3c47-c37c-45ab-bf90-d4f6aa93a573', 1, '2026-11-27 11:52:03.024978+00', 500, 'the server answered 500', 1, ''),
	('a84b3c47-c37c-45ab-bf90-d4f6aa93a573', 2, '2026-11-27 11:52:09.110951+00', 500, 'the server answered 500', 2, '');
INSERT INTO public.failed_image VALUES
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 1, 0),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 0, 2);
INSERT INTO public.failure VALUES
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 1, '', 1),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 7, '127.0.0.1:18099', 1);
INSERT INTO public.flyway_schema_history VALUES
	(1, '1', 'batches', 'SQL', 'V1__batches.sql', -1745079825, 'imgmill', '2026-11-27 11:51:47.367664', 283, true),
	(2, '2', 'webhooks', 'SQL', 'V2__webhooks.sql', -569092435, 'imgmill', '2026-11-27 11:51:47.749893', 114, true),
	(3, '5', 'retention', 'SQL', 'V5__retention.sql', 1784007525, 'imgmill', '2026-11-27 11:51:47.893038', 28, true),
	(4, '6', 'keys', 'SQL', 'V6__keys.sql', 1467740182, 'imgmill', '2026-11-27 11:51:47.937368', 189, true),
	(5, '8', 'formula cells', 'SQL', 'V8__formula_cells.sql', -2050011546, 'imgmill', '2026-11-27 11:51:48.190978', 2, true),
	(6, '9', 'nodes', 'SQL', 'V9__nodes.sql', -440181194, 'imgmill', '2026-11-27 11:51:48.201894', 17, true);
INSERT INTO public.gone VALUES
	('5af8f2af816ae9bfa3153ff1d3bea72b', '2026-11-27 11:52:16.224186+00');
INSERT INTO public.host VALUES
	('127.0.0.2:18099', '2026-11-27 11:52:20.600716+00', 0, '2026-11-27 11:51:59.600716+00');
INSERT INTO public.idempotency_key VALUES
	('a3cb1d38-4e10-4b01-9c11-4ab477af774e', 'upgrade-1', '\xca98fff8cbc6ec8e7199f49d5867c29e5816e1a8e038bc0812e39dcdd636d9aa', '01a21cd9-141f-773a-ad18-6ec8781abe18', '2026-11-27 11:51:58.223666+00');
INSERT INTO public.image VALUES
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 1, 0, 3, 0, 1, 2, 1, NULL, 1, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, '2026-11-27 11:51:58.679318+00', 'this URL does not start with http:// or https://', 'not a url'),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 0, 2, 2, 0, 1, 2, 7, 404, 1, NULL, NULL, NULL, NULL, NULL, 263, NULL, NULL, '2026-11-27 11:51:59.178549+00', NULL, 'http://127.0.0.1:18099/gone.jpg'),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 0, 0, 1, 0, 2, 1, NULL, NULL, 1, 1, 960, 720, 125288, 13910, 728, NULL, NULL, '2026-11-27 11:51:59.564671+00', NULL, 'http://127.0.0.1:18099/a.jpg'),
	('01a21cd9-17c9-779d-b12b-56e7c644e90a', 0, 0, 1, 0, 1, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-27 11:52:20.621787+00', '2026-11-27 11:51:59.621787+00', NULL, NULL, 'http://127.0.0.2:18099/slow1.jpg'),
	('01a21cd9-17c9-779d-b12b-56e7c644e90a', 0, 1, 2, 0, 1, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-27 11:52:20.621787+00', '2026-11-27 11:51:59.621787+00', NULL, NULL, 'http://127.0.0.2:18099/slow2.jpg'),
	('01a21cd9-198f-70b3-91fe-f5f7281b2b29', 0, 0, 1, 0, 1, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'http://127.0.0.2:18099/slow1.jpg'),
	('01a21cd9-198f-70b3-91fe-f5f7281b2b29', 0, 1, 2, 0, 1, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'http://127.0.0.2:18099/slow2.jpg'),
	('01a21cd9-1b62-7c5a-be89-e9467c1f9594', 0, 0, 1, 0, 1, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'http://127.0.0.2:18099/slow1.jpg'),
	('01a21cd9-1b62-7c5a-be89-e9467c1f9594', 0, 1, 2, 0, 1, 0, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'http://127.0.0.2:18099/slow2.jpg'),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 0, 1, 1, 1, 1, 1, NULL, NULL, 1, 2, 432, 432, 274568, 34992, 1921, NULL, NULL, '2026-11-27 11:52:00.537758+00', NULL, 'http://127.0.0.1:18099/b.png');
INSERT INTO public.lane VALUES
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 0, '127.0.0.1:18099', 0),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 1, '', 0),
	('01a21cd9-17c9-779d-b12b-56e7c644e90a', 0, '127.0.0.2:18099', 0),
	('01a21cd9-198f-70b3-91fe-f5f7281b2b29', 0, '127.0.0.2:18099', 0),
	('01a21cd9-1b62-7c5a-be89-e9467c1f9594', 0, '127.0.0.2:18099', 0);
INSERT INTO public.product VALUES
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 1, 2, '{1,"Mug, large","http://127.0.0.1:18099/a.jpg,http://127.0.0.1:18099/b.png"}', '{0,1}', NULL),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 2, 3, '{2,Größe,http://127.0.0.1:18099/gone.jpg}', '{2}', NULL),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 3, 4, '{3,Bad,"not a url"}', '{4294967296}', NULL),
	('01a21cd9-141f-773a-ad18-6ec8781abe18', 4, 5, '{4,=1+1,http://127.0.0.1:18099/a.jpg}', '{0}', NULL),
	('01a21cd9-17c9-779d-b12b-56e7c644e90a', 1, 2, '{1,Slow,http://127.0.0.2:18099/slow1.jpg}', '{0}', NULL),
	('01a21cd9-17c9-779d-b12b-56e7c644e90a', 2, 3, '{2,Slow,http://127.0.0.2:18099/slow2.jpg}', '{1}', NULL),
	('01a21cd9-198f-70b3-91fe-f5f7281b2b29', 1, 2, '{1,Slow,http://127.0.0.2:18099/slow1.jpg}', '{0}', NULL),
	('01a21cd9-198f-70b3-91fe-f5f7281b2b29', 2, 3, '{2,Slow,http://127.0.0.2:18099/slow2.jpg}', '{1}', NULL),
	('01a21cd9-1b62-7c5a-be89-e9467c1f9594', 1, 2, '{1,Slow,http://127.0.0.2:18099/slow1.jpg}', '{0}', NULL),
	('01a21cd9-1b62-7c5a-be89-e9467c1f9594', 2, 3, '{2,Slow,http://127.0.0.2:18099/slow2.jpg}', '{1}', NULL);
INSERT INTO public.scheduled_tasks VALUES
	('lane', '01a21cd9-17c9-779d-b12b-56e7c644e90a/0', '\x7b22637572736f72223a312c2273757370656374223a66616c73652c22747279696e67223a6e756c6c2c22646561746873223a307d', '2026-11-27 11:52:20.548637+00', false, NULL, '2026-11-27 11:51:59.706695+00', NULL, 0, NULL, 3, 0);
INSERT INTO public.upkeep_tasks VALUES
	('forget-audit', 'recurring', NULL, '2026-11-27 17:51:55.36181+00', false, NULL, '2026-11-27 11:51:55.36181+00', NULL, 0, NULL, 3, NULL),
	('latecomers', 'recurring', NULL, '2026-11-27 12:51:55.407305+00', false, NULL, '2026-11-27 11:51:55.407305+00', NULL, 0, NULL, 3, NULL),
	('delivery', 'a84b3c47-c37c-45ab-bf90-d4f6aa93a573', NULL, '2026-11-27 11:52:20.71611+00', false, NULL, '2026-11-27 11:52:09.125105+00', NULL, 0, NULL, 5, NULL),
	('sweep', 'recurring', NULL, '2026-11-27 11:52:26.177672+00', false, NULL, '2026-11-27 11:52:16.177672+00', NULL, 0, NULL, 7, NULL),
	('retention', 'recurring', NULL, '2026-11-27 11:52:26.230867+00', false, NULL, '2026-11-27 11:52:16.230867+00', NULL, 0, NULL, 7, NULL);
INSERT INTO public.webhook VALUES
	('7b399b50-1df7-4248-90ac-00884decd40f', '01a21cd9-141f-773a-ad18-6ec8781abe18', 'http://127.0.0.1:18099/hook', '\xc8e334374ef64e833f8bcd8b9f17f675bc3b8f5940234f2d496075180f557b36', '{batch.completed,batch.completed_with_errors,batch.failed,batch.cancelled}', 'standard', 'v1', 'active', false, '2026-11-27 11:51:58.375397+00'),
	('df2769a9-9643-46b4-9158-b9c7f60e4bc9', '01a21cd9-198f-70b3-91fe-f5f7281b2b29', 'http://127.0.0.1:18099/broken', '\x525381cbb9c7eaa7dcb2eaac42c51ae258b2a734d25552b26886d35f900d7434', '{batch.completed,batch.completed_with_errors,batch.failed,batch.cancelled}', 'standard', 'v1', 'active', false, '2026-11-27 11:51:59.749994+00');
SELECT pg_catalog.setval('public.audit_id_seq', 9, true);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.batch
    ADD CONSTRAINT batch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.batch
    ADD CONSTRAINT batch_token_key UNIQUE (token);
ALTER TABLE ONLY public.delivery_attempt
    ADD CONSTRAINT delivery_attempt_pkey PRIMARY KEY (delivery_id, number);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.failed_image
    ADD CONSTRAINT failed_image_pkey PRIMARY KEY (batch_id, lane, image_no);
ALTER TABLE ONLY public.failure
    ADD CONSTRAINT failure_pkey PRIMARY KEY (batch_id, code, host);
ALTER TABLE ONLY public.flyway_schema_history
    ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY public.gone
    ADD CONSTRAINT gone_pkey PRIMARY KEY (token);
ALTER TABLE ONLY public.host
    ADD CONSTRAINT host_pkey PRIMARY KEY (authority);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (owner, key);
ALTER TABLE ONLY public.image
    ADD CONSTRAINT image_pkey PRIMARY KEY (batch_id, lane, image_no);
ALTER TABLE ONLY public.key_usage
    ADD CONSTRAINT key_usage_pkey PRIMARY KEY (key_id, what);
ALTER TABLE ONLY public.lane
    ADD CONSTRAINT lane_pkey PRIMARY KEY (batch_id, lane);
ALTER TABLE ONLY public.link_secret
    ADD CONSTRAINT link_secret_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (batch_id, row_no);
ALTER TABLE ONLY public.scheduled_tasks
    ADD CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.upkeep_tasks
    ADD CONSTRAINT upkeep_tasks_pkey PRIMARY KEY (task_name, task_instance);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (id);
CREATE INDEX api_key_digest ON public.api_key USING btree (SUBSTRING(digest FROM 1 FOR 4));
CREATE INDEX audit_at ON public.audit USING btree (at);
CREATE INDEX batch_created ON public.batch USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX batch_deleted ON public.batch USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX batch_finished ON public.batch USING btree (finished_at) WHERE ((deleted_at IS NULL) AND (finished_at IS NOT NULL));
CREATE INDEX batch_owner ON public.batch USING btree (owner, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX batch_unended ON public.batch USING btree (owner) WHERE ((finished_at IS NULL) AND (deleted_at IS NULL));
CREATE INDEX delivery_batch ON public.delivery USING btree (batch_id, created_at DESC, id DESC);
CREATE INDEX delivery_webhook ON public.delivery USING btree (webhook_id);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
CREATE INDEX idempotency_key_batch ON public.idempotency_key USING btree (batch_id);
CREATE INDEX idempotency_key_created ON public.idempotency_key USING btree (created_at);
CREATE INDEX image_retry ON public.image USING btree (batch_id, lane, retry_at) WHERE (retry_at IS NOT NULL);
CREATE INDEX scheduled_tasks_execution_time ON public.scheduled_tasks USING btree (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON public.scheduled_tasks USING btree (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON public.scheduled_tasks USING btree (priority DESC, execution_time);
CREATE INDEX session_expires ON public.session USING btree (expires_at);
CREATE INDEX upkeep_tasks_execution_time_idx ON public.upkeep_tasks USING btree (execution_time);
CREATE INDEX upkeep_tasks_last_heartbeat_idx ON public.upkeep_tasks USING btree (last_heartbeat);
CREATE INDEX upkeep_tasks_priority_execution_time_idx ON public.upkeep_tasks USING btree (priority DESC, execution_time);
CREATE INDEX webhook_batch ON public.webhook USING btree (batch_id);
ALTER TABLE ONLY public.batch
    ADD CONSTRAINT batch_owner_fkey FOREIGN KEY (owner) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.delivery_attempt
    ADD CONSTRAINT delivery_attempt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES public.delivery(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES public.webhook(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batch(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.key_usage
    ADD CONSTRAINT key_usage_key_id_fkey FOREIGN KEY (key_id) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_key_id_fkey FOREIGN KEY (key_id) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES public.batch(id) ON DELETE CASCADE;
