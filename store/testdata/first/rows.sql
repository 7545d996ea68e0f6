-- What a database of the first schema may hold: a row of each table.
INSERT INTO counters VALUES ('event', 12), ('reminder', 7), ('change', 31), ('role', 1), ('due', 1), ('inbox', 3);
INSERT INTO people VALUES ('P1', 'Élodie', 'élodie', 'Europe/Paris', 'fr', 1798794000000);
INSERT INTO identities VALUES ('insmi-slack:U1', 'P1', 1798794000000);
INSERT INTO collaborations VALUES ('K1', 2, 'GANDA', 'ganda', 'IRN', 'Geometry', '', '["France","Viêt Nam"]',
	'[]', 'CIRM', 'Europe/Paris', '2025-01-01', '2029-12-31', FALSE, FALSE, 1798794000000);
INSERT INTO roles VALUES ('L1', 1, 'K1', 'P1', 'organiser', FALSE);
INSERT INTO rooms VALUES ('matrix:!r:example.org', 'matrix', 'Ganda', 'ganda', 'K1', 'both', FALSE, FALSE, 1798794000000);
INSERT INTO events VALUES ('E1', 12, 3, 1, 'seminar', 'Océans', 'K1', 'P1', 'matrix:!r:example.org', 'IHP', FALSE,
	'2027-01-12T15:00', '2027-01-12T16:00', 'Europe/Paris',
	'{"freq":"weekly","interval":1,"weekdays":[2],"until":"2027-06-29","except":["2027-02-09"]}',
	'planned', 'fr', 1798794000000, 1798797600000);
INSERT INTO occurrences VALUES ('O1', 'E1', 1, '2027-01-12T15:00', FALSE, '2027-01-13T15:00', '2027-01-13T16:00',
	'Europe/Paris', 1799848800000, 1799852400000, 'exact', 'planned');
INSERT INTO reminders VALUES ('R1', 7, 'E1', 'O1', 'P1', TRUE, 0, 1, '09:00', 0, '', '', '',
	'matrix:!r:example.org', NULL, 'planned', 1798794000000);
INSERT INTO dues VALUES ('K', 1, 'reminder', 1799740800000, 'R1', 'E1', 'O1', NULL, '', 'due', '');
INSERT INTO deliveries VALUES ('D', 1, 'matrix', 'matrix:!r:example.org', NULL, '', 1799740800000, 'retry', 1,
	1799740800000, 1799740860000, '', 'rate_limited');
INSERT INTO delivery_dues VALUES ('D', 'K');
INSERT INTO changes VALUES ('C1', 31, 'P1', 'matrix:!r:example.org', 1798797600000, 'move', NULL, 0);
INSERT INTO audit VALUES ('C1', 1, 'occurrences', 'O1', 'E1',
	'{"all_day":false,"end_wall":"2027-01-12T16:00","event":"E1","original":"2027-01-12T15:00","start_wall":"2027-01-12T15:00","state":"planned","zone":"Europe/Paris"}',
	'{"all_day":false,"end_wall":"2027-01-13T16:00","event":"E1","original":"2027-01-12T15:00","start_wall":"2027-01-13T15:00","state":"planned","zone":"Europe/Paris"}');
INSERT INTO inbox VALUES ('matrix', '$e1', 3, 'open', '{"Text":"next"}', '', 1798797600000);
INSERT INTO dialogs VALUES ('P1', 'matrix:!r:example.org', 'choice', '{}', 1798798500000);
INSERT INTO posts VALUES ('matrix:!r:example.org', '$m1', 'E1', 'O1', '["undo C31"]', 1798797600000);
INSERT INTO zone_prints VALUES ('Europe/Paris', 'f00d');
