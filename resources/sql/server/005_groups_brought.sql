-- SPDX-License-Identifier: MIT
-- Who brought a member into a group: what others brought one into does not count like what one chose oneself.

ALTER TABLE group_members ADD COLUMN brought_by INTEGER NOT NULL DEFAULT 0; -- an account; 0: came by themselves, or before this step
