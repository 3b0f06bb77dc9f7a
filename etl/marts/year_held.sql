-- The years of which anything is held by a publisher, or by any: be it of the whole, of a part of the area, of one sex, age,
-- origin or form, or of others who are counted apart. Where a series has no figure, this tells whether there is none at all.
create table year_held as
with held as (
    select distinct publisher, area, measure, form, year from current_figure
),

voiced as (
    select publisher as voice, * exclude (publisher) from held
    union all
    select 'preferred' as voice, * exclude (publisher) from held
)

select * from voiced
union
select * replace ('all' as form) from voiced
order by area, measure, form, voice, year;

comment on table year_held is 'Years of which any figure is held, be it of a part, of one form or counted apart.';
comment on column year_held.voice is 'Publisher whose figures they are, or preferred: of any.';
comment on column year_held.form is 'Form that they are of; all: of any.';
