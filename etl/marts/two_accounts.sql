-- What the TIP Report and what UNODC say of the same area, measure and year, side by side.
-- They differ where both are exact whole-area counts of the same unit and lie more than a tenth of the larger one apart.
create table two_accounts as
with tip as (
    select * from series_figure where publisher = 'US Department of State' and strand = ''
),

unodc as (
    select * from series_figure where publisher = 'UNODC' and strand = ''
)

select
    area,
    measure,
    form,
    year,
    tip.value as tip_value,
    tip.qualifier as tip_qualifier,
    tip.unit as tip_unit,
    tip.source_id as tip_source_id,
    unodc.value as unodc_value,
    unodc.qualifier as unodc_qualifier,
    unodc.unit as unodc_unit,
    unodc.source_id as unodc_source_id,
    if(
        tip.unit = unodc.unit and tip.qualifier = 'exact' and unodc.qualifier = 'exact',
        abs(tip.value - unodc.value) / greatest(tip.value, unodc.value, 1),
        null
    ) as apart,
    coalesce(apart > 0.1, false) as differ
from tip full join unodc using (area, measure, form, year)
order by area, measure, form, year;

comment on table two_accounts is 'What the TIP Report and what UNODC say of the same area, measure and year.';
comment on column two_accounts.tip_value is 'Figure of the TIP Report; empty where it gives none.';
comment on column two_accounts.tip_qualifier is 'How that figure is to be read.';
comment on column two_accounts.tip_unit is 'Unit of that figure.';
comment on column two_accounts.tip_source_id is 'Source of that figure.';
comment on column two_accounts.unodc_value is 'Figure of UNODC; empty where it gives none.';
comment on column two_accounts.unodc_qualifier is 'How that figure is to be read.';
comment on column two_accounts.unodc_unit is 'Unit of that figure.';
comment on column two_accounts.unodc_source_id is 'Source of that figure.';
comment on column two_accounts.apart is 'Difference of the two over the larger; 0.1 is a tenth. Empty where they are not exact counts of one unit.';
comment on column two_accounts.differ is 'Whether they lie more than a tenth apart.';
