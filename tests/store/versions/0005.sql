CREATE TABLE organisation (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	name VARCHAR NOT NULL, 
	team VARCHAR NOT NULL, 
	logo VARCHAR NOT NULL, 
	base_currency VARCHAR NOT NULL, 
	fiscal_year_start_month INTEGER NOT NULL, 
	week_start INTEGER NOT NULL, 
	day_starts VARCHAR NOT NULL, 
	day_ends VARCHAR NOT NULL, 
	is_sample INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE exchange_rate (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	currency VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	rate INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE policy_version (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	number INTEGER NOT NULL, 
	effective VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE section_template (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	name VARCHAR NOT NULL, 
	tier VARCHAR NOT NULL, 
	audience VARCHAR NOT NULL, 
	sections VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE rate (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	category VARCHAR NOT NULL, 
	city VARCHAR NOT NULL, 
	from_km INTEGER, 
	to_km INTEGER, 
	amount INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE person (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	home_city VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	timezone VARCHAR NOT NULL, 
	weekly_hours INTEGER, 
	travel_weeks_per_quarter INTEGER, 
	visits_per_month INTEGER, 
	visits_per_quarter INTEGER, 
	visits_per_year INTEGER, 
	deputy_id VARCHAR, 
	reports_to_id VARCHAR, 
	region VARCHAR, 
	working_weekdays VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(deputy_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(reports_to_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE setting (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	label VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	author VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	kinds VARCHAR NOT NULL, 
	rows INTEGER NOT NULL
);
CREATE TABLE time_off (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	person_id VARCHAR NOT NULL, 
	start VARCHAR NOT NULL, 
	"end" VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE account (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	name VARCHAR NOT NULL, 
	domain VARCHAR NOT NULL, 
	arr INTEGER, 
	currency VARCHAR NOT NULL, 
	tier_override VARCHAR NOT NULL, 
	tier_reason VARCHAR NOT NULL, 
	industry VARCHAR NOT NULL, 
	segment VARCHAR NOT NULL, 
	stage VARCHAR NOT NULL, 
	owner_id VARCHAR, 
	account_executive_id VARCHAR, 
	executive_sponsor_id VARCHAR, 
	executive_pool VARCHAR NOT NULL, 
	city VARCHAR NOT NULL, 
	country VARCHAR NOT NULL, 
	latitude FLOAT, 
	longitude FLOAT, 
	timezone VARCHAR NOT NULL, 
	contract_start VARCHAR, 
	contract_end VARCHAR, 
	renewal_date VARCHAR, 
	decision_lead_days INTEGER, 
	pilot_end VARCHAR, 
	pilot_value INTEGER, 
	converted_value INTEGER, 
	pilot_criteria VARCHAR NOT NULL, 
	preferred_weekdays VARCHAR NOT NULL, 
	relationship INTEGER, 
	notes VARCHAR NOT NULL, 
	archived INTEGER NOT NULL, 
	region VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(account_executive_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(executive_sponsor_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE plan_run (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	number INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	date VARCHAR NOT NULL, 
	at VARCHAR, 
	seed INTEGER NOT NULL, 
	effort VARCHAR NOT NULL, 
	policy_version_id VARCHAR, 
	state VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	demand INTEGER NOT NULL, 
	scheduled INTEGER NOT NULL, 
	objective INTEGER NOT NULL, 
	terms VARCHAR NOT NULL, 
	bound INTEGER, 
	gap FLOAT, 
	changes VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(policy_version_id) REFERENCES policy_version (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE journal (
	id INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	row_id VARCHAR NOT NULL, 
	"before" VARCHAR, 
	"after" VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(change_id) REFERENCES change (id)
);
CREATE TABLE blackout (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR, 
	start VARCHAR NOT NULL, 
	"end" VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE relationship_rating (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	rating INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	quote VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE subscription (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	product VARCHAR NOT NULL, 
	start VARCHAR NOT NULL, 
	"end" VARCHAR, 
	seats INTEGER, 
	arr INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE contact (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	influence INTEGER, 
	attitude INTEGER, 
	touch_interval_days INTEGER, 
	last_touch VARCHAR, 
	notes VARCHAR NOT NULL, 
	available_weekdays VARCHAR, 
	away_from VARCHAR, 
	away_to VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE revenue_event (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	amount INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE unplaced_touch (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	plan_run_id VARCHAR NOT NULL, 
	account_id VARCHAR NOT NULL, 
	touch VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	window_from VARCHAR, 
	window_to VARCHAR, 
	reason VARCHAR NOT NULL, 
	detail VARCHAR NOT NULL, 
	relax VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(plan_run_id) REFERENCES plan_run (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE trip (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	number INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	city VARCHAR NOT NULL, 
	cities VARCHAR NOT NULL, 
	start VARCHAR NOT NULL, 
	"end" VARCHAR NOT NULL, 
	travellers VARCHAR NOT NULL, 
	purpose VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	decided_on VARCHAR, 
	alone_cost INTEGER, 
	currency VARCHAR NOT NULL, 
	plan_run_id VARCHAR, 
	notes VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(plan_run_id) REFERENCES plan_run (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE waiver (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	touch VARCHAR NOT NULL, 
	asked_by VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	decided_on VARCHAR, 
	refused INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE measure (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	metric VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	value FLOAT NOT NULL, 
	unit VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE survey (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	score FLOAT, 
	comment VARCHAR NOT NULL, 
	contact VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE ticket (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	opened VARCHAR NOT NULL, 
	closed VARCHAR, 
	type VARCHAR NOT NULL, 
	severity VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	satisfaction FLOAT, 
	hours FLOAT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE driver (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	direction VARCHAR NOT NULL, 
	baseline FLOAT, 
	target FLOAT, 
	current FLOAT, 
	weight FLOAT NOT NULL, 
	owner VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE goal (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	metric VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	baseline FLOAT, 
	target FLOAT, 
	current FLOAT, 
	agreed VARCHAR, 
	due VARCHAR, 
	note VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE commitment (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	clause VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	functional_owner VARCHAR NOT NULL, 
	difficulty VARCHAR NOT NULL, 
	cost INTEGER, 
	currency VARCHAR NOT NULL, 
	due VARCHAR, 
	status VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE sighting (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	competitor VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	pitch VARCHAR NOT NULL, 
	our_answer VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE product_request (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE signal (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE trend (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	industry VARCHAR NOT NULL, 
	account_id VARCHAR, 
	quarter VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE suggestion (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	quarter VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE brief_text (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	quarter VARCHAR NOT NULL, 
	part VARCHAR NOT NULL, 
	figure VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	written VARCHAR, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE trip_cost (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	trip_id VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	person_id VARCHAR, 
	amount INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(trip_id) REFERENCES trip (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE trip_leg (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	trip_id VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	origin VARCHAR NOT NULL, 
	destination VARCHAR NOT NULL, 
	departs VARCHAR, 
	departs_zone VARCHAR NOT NULL, 
	arrives VARCHAR, 
	arrives_zone VARCHAR NOT NULL, 
	reference VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(trip_id) REFERENCES trip (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE engagement (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	touch VARCHAR NOT NULL, 
	account_id VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	start VARCHAR, 
	minutes INTEGER NOT NULL, 
	timezone VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	city VARCHAR NOT NULL, 
	participants VARCHAR NOT NULL, 
	contacts VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	window_from VARCHAR, 
	window_to VARCHAR, 
	locked INTEGER NOT NULL, 
	purpose VARCHAR NOT NULL, 
	agenda VARCHAR NOT NULL, 
	notes VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	explanation VARCHAR NOT NULL, 
	trip_id VARCHAR, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(trip_id) REFERENCES trip (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE driver_reading (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	driver_id VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	value FLOAT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(driver_id) REFERENCES driver (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE ticket_tone (
	ticket_id VARCHAR NOT NULL, 
	scorer VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	start FLOAT, 
	"end" FLOAT, 
	slope FLOAT, 
	mean FLOAT, 
	PRIMARY KEY (ticket_id), 
	FOREIGN KEY(ticket_id) REFERENCES ticket (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE checklist_item (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	engagement_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	due VARCHAR, 
	done INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(engagement_id) REFERENCES engagement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE promise (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	engagement_id VARCHAR, 
	text VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	side VARCHAR NOT NULL, 
	made VARCHAR, 
	due VARCHAR, 
	closed VARCHAR, 
	status VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(engagement_id) REFERENCES engagement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE action (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	engagement_id VARCHAR, 
	text VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	side VARCHAR NOT NULL, 
	made VARCHAR, 
	due VARCHAR, 
	closed VARCHAR, 
	status VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(engagement_id) REFERENCES engagement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE risk (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	engagement_id VARCHAR, 
	text VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	side VARCHAR NOT NULL, 
	made VARCHAR, 
	due VARCHAR, 
	closed VARCHAR, 
	status VARCHAR NOT NULL, 
	customer_safe INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(engagement_id) REFERENCES engagement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE brief_version (
	id VARCHAR NOT NULL, 
	external_id VARCHAR NOT NULL, 
	created VARCHAR, 
	changed VARCHAR, 
	account_id VARCHAR NOT NULL, 
	engagement_id VARCHAR, 
	audience VARCHAR NOT NULL, 
	date VARCHAR NOT NULL, 
	pages INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(engagement_id) REFERENCES engagement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
CREATE INDEX ix_person_deputy_id ON person (deputy_id);
CREATE INDEX ix_person_reports_to_id ON person (reports_to_id);
CREATE INDEX ix_person_external_id ON person (external_id);
CREATE INDEX ix_time_off_person_id ON time_off (person_id);
CREATE INDEX ix_account_name ON account (name);
CREATE INDEX ix_account_account_executive_id ON account (account_executive_id);
CREATE INDEX ix_account_owner_id ON account (owner_id);
CREATE INDEX ix_account_executive_sponsor_id ON account (executive_sponsor_id);
CREATE INDEX ix_account_external_id ON account (external_id);
CREATE INDEX ix_plan_run_policy_version_id ON plan_run (policy_version_id);
CREATE INDEX ix_journal_change_id ON journal (change_id);
CREATE INDEX ix_journal_row_id ON journal (row_id);
CREATE INDEX ix_blackout_account_id ON blackout (account_id);
CREATE INDEX ix_relationship_rating_account_id ON relationship_rating (account_id);
CREATE INDEX ix_subscription_external_id ON subscription (external_id);
CREATE INDEX ix_subscription_account_id ON subscription (account_id);
CREATE INDEX ix_contact_account_id ON contact (account_id);
CREATE INDEX ix_revenue_event_account_id ON revenue_event (account_id);
CREATE INDEX ix_unplaced_touch_account_id ON unplaced_touch (account_id);
CREATE INDEX ix_unplaced_touch_touch ON unplaced_touch (touch);
CREATE INDEX ix_unplaced_touch_plan_run_id ON unplaced_touch (plan_run_id);
CREATE INDEX ix_trip_plan_run_id ON trip (plan_run_id);
CREATE INDEX ix_waiver_account_id ON waiver (account_id);
CREATE INDEX ix_measure_account_id_metric_date_value_unit ON measure (account_id, metric, date, value, unit);
CREATE INDEX ix_survey_account_id ON survey (account_id);
CREATE INDEX ix_ticket_account_id_opened ON ticket (account_id, opened);
CREATE INDEX ix_ticket_opened ON ticket (opened);
CREATE INDEX ix_driver_account_id ON driver (account_id);
CREATE INDEX ix_goal_account_id ON goal (account_id);
CREATE INDEX ix_commitment_account_id ON commitment (account_id);
CREATE INDEX ix_sighting_account_id ON sighting (account_id);
CREATE INDEX ix_product_request_account_id ON product_request (account_id);
CREATE INDEX ix_signal_account_id ON signal (account_id);
CREATE INDEX ix_trend_account_id ON trend (account_id);
CREATE INDEX ix_suggestion_account_id ON suggestion (account_id);
CREATE INDEX ix_brief_text_account_id ON brief_text (account_id);
CREATE INDEX ix_trip_cost_trip_id ON trip_cost (trip_id);
CREATE INDEX ix_trip_cost_person_id ON trip_cost (person_id);
CREATE INDEX ix_trip_leg_trip_id ON trip_leg (trip_id);
CREATE INDEX ix_engagement_date_account_id_state_type_mode_touch_minutes_participants_trip_id ON engagement (date, account_id, state, type, mode, touch, minutes, participants, trip_id);
CREATE INDEX ix_engagement_trip_id ON engagement (trip_id);
CREATE INDEX ix_engagement_touch ON engagement (touch);
CREATE INDEX ix_engagement_account_id_state_date ON engagement (account_id, state, date);
CREATE INDEX ix_driver_reading_driver_id_date ON driver_reading (driver_id, date);
CREATE INDEX ix_checklist_item_engagement_id ON checklist_item (engagement_id);
CREATE INDEX ix_promise_engagement_id ON promise (engagement_id);
CREATE INDEX ix_promise_account_id ON promise (account_id);
CREATE INDEX ix_action_engagement_id ON action (engagement_id);
CREATE INDEX ix_action_account_id ON action (account_id);
CREATE INDEX ix_risk_engagement_id ON risk (engagement_id);
CREATE INDEX ix_risk_account_id ON risk (account_id);
CREATE INDEX ix_brief_version_engagement_id ON brief_version (engagement_id);
CREATE INDEX ix_brief_version_account_id ON brief_version (account_id);
CREATE TRIGGER ticket_told_anew AFTER UPDATE OF text ON ticket WHEN old.text IS NOT new.text BEGIN DELETE FROM ticket_tone WHERE ticket_id = new.id; END;
INSERT INTO "account" VALUES ('018bcfe5-6804-7dae-8c27-5ade965eda32', 'K0', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'Customer Zero', '', 0, 'USD', '', '', '', '', 'nurture', '018bcfe5-6802-7db5-b1ff-7a01ec99108d', NULL, NULL, '[]', '', '', NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '[]', NULL, '', 0, NULL);
INSERT INTO "account" VALUES ('018bcfe5-6805-72f4-a0c3-1c70cdcc6929', 'K1', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'Customer 1', '', 10005000, 'USD', '', '', '', '', 'nurture', '018bcfe5-6802-7db5-b1ff-7a01ec99108d', NULL, NULL, '[]', '', '', NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '[]', NULL, '', 0, NULL);
INSERT INTO "account" VALUES ('018bcfe5-6806-779c-a74b-19fba13ffe79', 'K2', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'Customer 2', '', 20010000, 'USD', '', '', '', '', 'nurture', '018bcfe5-6802-7db5-b1ff-7a01ec99108d', NULL, NULL, '[]', '', '', NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '[]', NULL, '', 0, NULL);
INSERT INTO "account" VALUES ('018bcfe5-6807-7cb0-8606-1e642fa91425', 'K3', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'Customer 3', '', 30015000, 'USD', '', '', '', '', 'nurture', '018bcfe5-6802-7db5-b1ff-7a01ec99108d', NULL, NULL, '[]', '', '', NULL, NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '[]', NULL, '', 0, NULL);
INSERT INTO "alembic_version" VALUES ('0005');
INSERT INTO "change" VALUES (1, 'Begin', '2027-01-04T12:00:00+00:00', 'a colleague', 'a-laptop', 'done', '["account","organisation","person"]', 7);
INSERT INTO "change" VALUES (2, 'Fill', '2027-01-04T12:00:00+00:00', 'a colleague', 'a-laptop', 'done', '["contact","engagement","ticket","waiver"]', 12);
INSERT INTO "change" VALUES (3, 'Rename Customer 0', '2027-01-04T12:00:00+00:00', 'a colleague', 'a-laptop', 'done', '["account"]', 1);
INSERT INTO "change" VALUES (4, 'Rename again', '2027-01-04T12:00:00+00:00', 'a colleague', 'a-laptop', 'undone', '["account"]', 1);
INSERT INTO "contact" VALUES ('018bcfe5-6808-7725-8913-2be74dabb481', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6804-7dae-8c27-5ade965eda32', 'Contact of Customer 0', '', '', '', '', NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO "contact" VALUES ('018bcfe5-6809-7173-b3d1-374f89e7d15f', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6805-72f4-a0c3-1c70cdcc6929', 'Contact of Customer 1', '', '', '', '', NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO "contact" VALUES ('018bcfe5-680a-7e3e-a89a-dfd8b1852f27', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6806-779c-a74b-19fba13ffe79', 'Contact of Customer 2', '', '', '', '', NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO "contact" VALUES ('018bcfe5-680b-70ab-bedc-41cd986e86cb', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6807-7cb0-8606-1e642fa91425', 'Contact of Customer 3', '', '', '', '', NULL, NULL, NULL, NULL, '', NULL, NULL, NULL);
INSERT INTO "engagement" VALUES ('018bcfe5-680c-7656-9cfd-de2af6fa5db8', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'T0', '018bcfe5-6804-7dae-8c27-5ade965eda32', 'other', 'planned', '2027-03-01', NULL, 60, '', 'remote', '', '["018bcfe5-6802-7db5-b1ff-7a01ec99108d", "018bcfe5-6803-7773-a080-78af73ab4876"]', '["018bcfe5-6808-7725-8913-2be74dabb481"]', '', NULL, NULL, 0, 'keep', '', 'It''s said; twice', '', '', '', NULL);
INSERT INTO "engagement" VALUES ('018bcfe5-680d-7a76-a765-611fbd299753', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'T1', '018bcfe5-6805-72f4-a0c3-1c70cdcc6929', 'other', 'planned', '2027-03-02', NULL, 60, '', 'remote', '', '["018bcfe5-6802-7db5-b1ff-7a01ec99108d", "018bcfe5-6803-7773-a080-78af73ab4876"]', '["018bcfe5-6809-7173-b3d1-374f89e7d15f"]', '', NULL, NULL, 0, 'keep', '', 'It''s said; twice', '', '', '', NULL);
INSERT INTO "engagement" VALUES ('018bcfe5-680e-7a66-a7e1-562928518867', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'T2', '018bcfe5-6806-779c-a74b-19fba13ffe79', 'other', 'planned', '2027-03-03', NULL, 60, '', 'remote', '', '["018bcfe5-6802-7db5-b1ff-7a01ec99108d", "018bcfe5-6803-7773-a080-78af73ab4876"]', '["018bcfe5-680a-7e3e-a89a-dfd8b1852f27"]', '', NULL, NULL, 0, 'keep', '', 'It''s said; twice', '', '', '', NULL);
INSERT INTO "engagement" VALUES ('018bcfe5-680f-703d-a1d0-ffadd4ea65d0', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'T3', '018bcfe5-6807-7cb0-8606-1e642fa91425', 'other', 'planned', '2027-03-04', NULL, 60, '', 'remote', '', '["018bcfe5-6802-7db5-b1ff-7a01ec99108d", "018bcfe5-6803-7773-a080-78af73ab4876"]', '["018bcfe5-680b-70ab-bedc-41cd986e86cb"]', '', NULL, NULL, 0, 'keep', '', 'It''s said; twice', '', '', '', NULL);
INSERT INTO "journal" VALUES (1, 1, 'organisation', '018bcfe5-6801-773c-a3d3-4f89dda1494c', NULL, '{"id":"018bcfe5-6801-773c-a3d3-4f89dda1494c","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Ours","team":"","logo":"","base_currency":"USD","fiscal_year_start_month":1,"week_start":0,"day_starts":"09:00","day_ends":"17:00","is_sample":0}');
INSERT INTO "journal" VALUES (2, 1, 'person', '018bcfe5-6802-7db5-b1ff-7a01ec99108d', NULL, '{"id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","external_id":"C1","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Person C1","role":"CSM","title":"","email":"","home_city":"","country":"US","timezone":"","weekly_hours":null,"travel_weeks_per_quarter":null,"visits_per_month":null,"visits_per_quarter":null,"visits_per_year":null,"deputy_id":null,"reports_to_id":null,"region":null,"working_weekdays":null}');
INSERT INTO "journal" VALUES (3, 1, 'person', '018bcfe5-6803-7773-a080-78af73ab4876', NULL, '{"id":"018bcfe5-6803-7773-a080-78af73ab4876","external_id":"E1","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Person E1","role":"EXEC","title":"","email":"","home_city":"","country":"US","timezone":"","weekly_hours":null,"travel_weeks_per_quarter":null,"visits_per_month":null,"visits_per_quarter":null,"visits_per_year":null,"deputy_id":null,"reports_to_id":null,"region":null,"working_weekdays":null}');
INSERT INTO "journal" VALUES (4, 1, 'account', '018bcfe5-6804-7dae-8c27-5ade965eda32', NULL, '{"id":"018bcfe5-6804-7dae-8c27-5ade965eda32","external_id":"K0","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer 0","domain":"","arr":0,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}');
INSERT INTO "journal" VALUES (5, 1, 'account', '018bcfe5-6805-72f4-a0c3-1c70cdcc6929', NULL, '{"id":"018bcfe5-6805-72f4-a0c3-1c70cdcc6929","external_id":"K1","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer 1","domain":"","arr":10005000,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}');
INSERT INTO "journal" VALUES (6, 1, 'account', '018bcfe5-6806-779c-a74b-19fba13ffe79', NULL, '{"id":"018bcfe5-6806-779c-a74b-19fba13ffe79","external_id":"K2","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer 2","domain":"","arr":20010000,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}');
INSERT INTO "journal" VALUES (7, 1, 'account', '018bcfe5-6807-7cb0-8606-1e642fa91425', NULL, '{"id":"018bcfe5-6807-7cb0-8606-1e642fa91425","external_id":"K3","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer 3","domain":"","arr":30015000,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}');
INSERT INTO "journal" VALUES (8, 2, 'contact', '018bcfe5-6808-7725-8913-2be74dabb481', NULL, '{"id":"018bcfe5-6808-7725-8913-2be74dabb481","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6804-7dae-8c27-5ade965eda32","name":"Contact of Customer 0","title":"","role":"","email":"","phone":"","influence":null,"attitude":null,"touch_interval_days":null,"last_touch":null,"notes":"","available_weekdays":null,"away_from":null,"away_to":null}');
INSERT INTO "journal" VALUES (9, 2, 'contact', '018bcfe5-6809-7173-b3d1-374f89e7d15f', NULL, '{"id":"018bcfe5-6809-7173-b3d1-374f89e7d15f","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6805-72f4-a0c3-1c70cdcc6929","name":"Contact of Customer 1","title":"","role":"","email":"","phone":"","influence":null,"attitude":null,"touch_interval_days":null,"last_touch":null,"notes":"","available_weekdays":null,"away_from":null,"away_to":null}');
INSERT INTO "journal" VALUES (10, 2, 'contact', '018bcfe5-680a-7e3e-a89a-dfd8b1852f27', NULL, '{"id":"018bcfe5-680a-7e3e-a89a-dfd8b1852f27","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6806-779c-a74b-19fba13ffe79","name":"Contact of Customer 2","title":"","role":"","email":"","phone":"","influence":null,"attitude":null,"touch_interval_days":null,"last_touch":null,"notes":"","available_weekdays":null,"away_from":null,"away_to":null}');
INSERT INTO "journal" VALUES (11, 2, 'contact', '018bcfe5-680b-70ab-bedc-41cd986e86cb', NULL, '{"id":"018bcfe5-680b-70ab-bedc-41cd986e86cb","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6807-7cb0-8606-1e642fa91425","name":"Contact of Customer 3","title":"","role":"","email":"","phone":"","influence":null,"attitude":null,"touch_interval_days":null,"last_touch":null,"notes":"","available_weekdays":null,"away_from":null,"away_to":null}');
INSERT INTO "journal" VALUES (12, 2, 'engagement', '018bcfe5-680c-7656-9cfd-de2af6fa5db8', NULL, '{"id":"018bcfe5-680c-7656-9cfd-de2af6fa5db8","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","touch":"T0","account_id":"018bcfe5-6804-7dae-8c27-5ade965eda32","type":"other","state":"planned","date":"2027-03-01","start":null,"minutes":60,"timezone":"","mode":"remote","city":"","participants":"[\"018bcfe5-6802-7db5-b1ff-7a01ec99108d\", \"018bcfe5-6803-7773-a080-78af73ab4876\"]","contacts":"[\"018bcfe5-6808-7725-8913-2be74dabb481\"]","rule":"","window_from":null,"window_to":null,"locked":0,"purpose":"keep","agenda":"","notes":"It''s said; twice","outcome":"","reason":"","explanation":"","trip_id":null}');
INSERT INTO "journal" VALUES (13, 2, 'engagement', '018bcfe5-680d-7a76-a765-611fbd299753', NULL, '{"id":"018bcfe5-680d-7a76-a765-611fbd299753","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","touch":"T1","account_id":"018bcfe5-6805-72f4-a0c3-1c70cdcc6929","type":"other","state":"planned","date":"2027-03-02","start":null,"minutes":60,"timezone":"","mode":"remote","city":"","participants":"[\"018bcfe5-6802-7db5-b1ff-7a01ec99108d\", \"018bcfe5-6803-7773-a080-78af73ab4876\"]","contacts":"[\"018bcfe5-6809-7173-b3d1-374f89e7d15f\"]","rule":"","window_from":null,"window_to":null,"locked":0,"purpose":"keep","agenda":"","notes":"It''s said; twice","outcome":"","reason":"","explanation":"","trip_id":null}');
INSERT INTO "journal" VALUES (14, 2, 'engagement', '018bcfe5-680e-7a66-a7e1-562928518867', NULL, '{"id":"018bcfe5-680e-7a66-a7e1-562928518867","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","touch":"T2","account_id":"018bcfe5-6806-779c-a74b-19fba13ffe79","type":"other","state":"planned","date":"2027-03-03","start":null,"minutes":60,"timezone":"","mode":"remote","city":"","participants":"[\"018bcfe5-6802-7db5-b1ff-7a01ec99108d\", \"018bcfe5-6803-7773-a080-78af73ab4876\"]","contacts":"[\"018bcfe5-680a-7e3e-a89a-dfd8b1852f27\"]","rule":"","window_from":null,"window_to":null,"locked":0,"purpose":"keep","agenda":"","notes":"It''s said; twice","outcome":"","reason":"","explanation":"","trip_id":null}');
INSERT INTO "journal" VALUES (15, 2, 'engagement', '018bcfe5-680f-703d-a1d0-ffadd4ea65d0', NULL, '{"id":"018bcfe5-680f-703d-a1d0-ffadd4ea65d0","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","touch":"T3","account_id":"018bcfe5-6807-7cb0-8606-1e642fa91425","type":"other","state":"planned","date":"2027-03-04","start":null,"minutes":60,"timezone":"","mode":"remote","city":"","participants":"[\"018bcfe5-6802-7db5-b1ff-7a01ec99108d\", \"018bcfe5-6803-7773-a080-78af73ab4876\"]","contacts":"[\"018bcfe5-680b-70ab-bedc-41cd986e86cb\"]","rule":"","window_from":null,"window_to":null,"locked":0,"purpose":"keep","agenda":"","notes":"It''s said; twice","outcome":"","reason":"","explanation":"","trip_id":null}');
INSERT INTO "journal" VALUES (16, 2, 'ticket', '018bcfe5-6810-7102-8248-22990f3ebdd3', NULL, '{"id":"018bcfe5-6810-7102-8248-22990f3ebdd3","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6804-7dae-8c27-5ade965eda32","opened":"2026-12-01","closed":null,"type":"","severity":"","subject":"","text":"","satisfaction":null,"hours":null}');
INSERT INTO "journal" VALUES (17, 2, 'ticket', '018bcfe5-6811-730b-8f7b-fe8ee12b2b8f', NULL, '{"id":"018bcfe5-6811-730b-8f7b-fe8ee12b2b8f","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6804-7dae-8c27-5ade965eda32","opened":"2026-12-02","closed":null,"type":"","severity":"","subject":"","text":"","satisfaction":null,"hours":null}');
INSERT INTO "journal" VALUES (18, 2, 'ticket', '018bcfe5-6812-7998-b1cc-873007b37e14', NULL, '{"id":"018bcfe5-6812-7998-b1cc-873007b37e14","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6804-7dae-8c27-5ade965eda32","opened":"2026-12-03","closed":null,"type":"","severity":"","subject":"","text":"","satisfaction":null,"hours":null}');
INSERT INTO "journal" VALUES (19, 2, 'waiver', '018bcfe5-6813-776c-9c31-a96e5387f613', NULL, '{"id":"018bcfe5-6813-776c-9c31-a96e5387f613","external_id":"","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","account_id":"018bcfe5-6805-72f4-a0c3-1c70cdcc6929","touch":"T1","asked_by":"","reason":"On leave","decided_by":"","decided_on":null,"refused":0}');
INSERT INTO "journal" VALUES (20, 3, 'account', '018bcfe5-6804-7dae-8c27-5ade965eda32', '{"id":"018bcfe5-6804-7dae-8c27-5ade965eda32","external_id":"K0","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer 0","domain":"","arr":0,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}', '{"id":"018bcfe5-6804-7dae-8c27-5ade965eda32","external_id":"K0","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer Zero","domain":"","arr":0,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}');
INSERT INTO "journal" VALUES (21, 4, 'account', '018bcfe5-6805-72f4-a0c3-1c70cdcc6929', '{"id":"018bcfe5-6805-72f4-a0c3-1c70cdcc6929","external_id":"K1","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer 1","domain":"","arr":10005000,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}', '{"id":"018bcfe5-6805-72f4-a0c3-1c70cdcc6929","external_id":"K1","created":"2027-01-04T12:00:00+00:00","changed":"2027-01-04T12:00:00+00:00","name":"Customer One","domain":"","arr":10005000,"currency":"USD","tier_override":"","tier_reason":"","industry":"","segment":"","stage":"nurture","owner_id":"018bcfe5-6802-7db5-b1ff-7a01ec99108d","account_executive_id":null,"executive_sponsor_id":null,"executive_pool":"[]","city":"","country":"","latitude":null,"longitude":null,"timezone":"","contract_start":null,"contract_end":null,"renewal_date":null,"decision_lead_days":null,"pilot_end":null,"pilot_value":null,"converted_value":null,"pilot_criteria":"","preferred_weekdays":"[]","relationship":null,"notes":"","archived":0,"region":null}');
INSERT INTO "organisation" VALUES ('018bcfe5-6801-773c-a3d3-4f89dda1494c', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'Ours', '', '', 'USD', 1, 0, '09:00', '17:00', 0);
INSERT INTO "person" VALUES ('018bcfe5-6802-7db5-b1ff-7a01ec99108d', 'C1', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'Person C1', 'CSM', '', '', '', 'US', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "person" VALUES ('018bcfe5-6803-7773-a080-78af73ab4876', 'E1', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', 'Person E1', 'EXEC', '', '', '', 'US', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "ticket" VALUES ('018bcfe5-6810-7102-8248-22990f3ebdd3', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6804-7dae-8c27-5ade965eda32', '2026-12-01', NULL, '', '', '', '', NULL, NULL);
INSERT INTO "ticket" VALUES ('018bcfe5-6811-730b-8f7b-fe8ee12b2b8f', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6804-7dae-8c27-5ade965eda32', '2026-12-02', NULL, '', '', '', '', NULL, NULL);
INSERT INTO "ticket" VALUES ('018bcfe5-6812-7998-b1cc-873007b37e14', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6804-7dae-8c27-5ade965eda32', '2026-12-03', NULL, '', '', '', '', NULL, NULL);
INSERT INTO "waiver" VALUES ('018bcfe5-6813-776c-9c31-a96e5387f613', '', '2027-01-04T12:00:00+00:00', '2027-01-04T12:00:00+00:00', '018bcfe5-6805-72f4-a0c3-1c70cdcc6929', 'T1', '', 'On leave', '', NULL, 0);
