-- The tables of revision 0001, frozen: never edited again.

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
	PRIMARY KEY (id),
	FOREIGN KEY(deputy_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(reports_to_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_person_deputy_id ON person (deputy_id);

CREATE INDEX ix_person_external_id ON person (external_id);

CREATE INDEX ix_person_reports_to_id ON person (reports_to_id);

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

CREATE TABLE setting (
	"key" VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY ("key")
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
	PRIMARY KEY (id),
	FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(account_executive_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(executive_sponsor_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_account_account_executive_id ON account (account_executive_id);

CREATE INDEX ix_account_executive_sponsor_id ON account (executive_sponsor_id);

CREATE INDEX ix_account_external_id ON account (external_id);

CREATE INDEX ix_account_name ON account (name);

CREATE INDEX ix_account_owner_id ON account (owner_id);

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

CREATE INDEX ix_journal_change_id ON journal (change_id);

CREATE INDEX ix_journal_row_id ON journal (row_id);

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

CREATE INDEX ix_plan_run_policy_version_id ON plan_run (policy_version_id);

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

CREATE INDEX ix_time_off_person_id ON time_off (person_id);

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

CREATE INDEX ix_blackout_account_id ON blackout (account_id);

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

CREATE INDEX ix_brief_text_account_id ON brief_text (account_id);

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

CREATE INDEX ix_commitment_account_id ON commitment (account_id);

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
	PRIMARY KEY (id),
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_contact_account_id ON contact (account_id);

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

CREATE INDEX ix_driver_account_id ON driver (account_id);

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

CREATE INDEX ix_goal_account_id ON goal (account_id);

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

CREATE INDEX ix_measure_account_id_metric_date ON measure (account_id, metric, date);

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

CREATE INDEX ix_product_request_account_id ON product_request (account_id);

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

CREATE INDEX ix_relationship_rating_account_id ON relationship_rating (account_id);

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

CREATE INDEX ix_revenue_event_account_id ON revenue_event (account_id);

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

CREATE INDEX ix_sighting_account_id ON sighting (account_id);

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

CREATE INDEX ix_signal_account_id ON signal (account_id);

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

CREATE INDEX ix_subscription_account_id ON subscription (account_id);

CREATE INDEX ix_subscription_external_id ON subscription (external_id);

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

CREATE INDEX ix_suggestion_account_id ON suggestion (account_id);

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

CREATE INDEX ix_survey_account_id ON survey (account_id);

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

CREATE INDEX ix_ticket_account_id_opened ON ticket (account_id, opened);

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

CREATE INDEX ix_trend_account_id ON trend (account_id);

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

CREATE INDEX ix_trip_plan_run_id ON trip (plan_run_id);

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

CREATE INDEX ix_unplaced_touch_account_id ON unplaced_touch (account_id);

CREATE INDEX ix_unplaced_touch_plan_run_id ON unplaced_touch (plan_run_id);

CREATE INDEX ix_unplaced_touch_touch ON unplaced_touch (touch);

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
	PRIMARY KEY (id),
	FOREIGN KEY(account_id) REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_waiver_account_id ON waiver (account_id);

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

CREATE INDEX ix_driver_reading_driver_id_date ON driver_reading (driver_id, date);

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

CREATE INDEX ix_engagement_account_id_state_date ON engagement (account_id, state, date);

CREATE INDEX ix_engagement_date_account_id_state_type_mode_touch_minutes_participants_trip_id ON engagement (date, account_id, state, type, mode, touch, minutes, participants, trip_id);

CREATE INDEX ix_engagement_touch ON engagement (touch);

CREATE INDEX ix_engagement_trip_id ON engagement (trip_id);

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

CREATE INDEX ix_trip_cost_person_id ON trip_cost (person_id);

CREATE INDEX ix_trip_cost_trip_id ON trip_cost (trip_id);

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

CREATE INDEX ix_trip_leg_trip_id ON trip_leg (trip_id);

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

CREATE INDEX ix_action_account_id ON action (account_id);

CREATE INDEX ix_action_engagement_id ON action (engagement_id);

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

CREATE INDEX ix_brief_version_account_id ON brief_version (account_id);

CREATE INDEX ix_brief_version_engagement_id ON brief_version (engagement_id);

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

CREATE INDEX ix_checklist_item_engagement_id ON checklist_item (engagement_id);

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

CREATE INDEX ix_promise_account_id ON promise (account_id);

CREATE INDEX ix_promise_engagement_id ON promise (engagement_id);

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

CREATE INDEX ix_risk_account_id ON risk (account_id);

CREATE INDEX ix_risk_engagement_id ON risk (engagement_id);
